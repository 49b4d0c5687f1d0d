"""What mends a day: corrections, reviews, outages, apel, reminders."""
