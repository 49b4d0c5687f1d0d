// Says on the page when the device gave no passkey; the library only writes to the console.
document.addEventListener('allauth.error', (kejadian) => {
  const pesan = document.getElementById('pesan_kunci')
  if (pesan) {
    pesan.hidden = false
    kejadian.preventDefault()
  }
})
