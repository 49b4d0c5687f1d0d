"""An attendance machine that speaks ADMS ("iclock"): its own log, stamps, retries and mishaps.

Follows captures of a Solution X100-C (7 columns, orders answered at cdata) and X903 (10 columns).
A row is forgotten only after the server said OK. `python -m selaras.simulasi.mesin_adms --help`.
"""

import random
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlencode, urlsplit

MODEL = {"X100-C": 7, "X903": 10}
BATCH = 200  # rows in one delivery; real machines send some hundred


class LostContact(Exception):
    """The server could not be reached, broke off or did not say OK."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A row of the machine's memory, by the machine's clock."""

    pin: str
    time: datetime
    status: int = 0
    verify: int = 1

    def line(self, columns: int) -> str:
        rest = {
            7: f"{self.status}\t{self.verify}\t\t0\t0\t",
            10: f"{self.status}\t{self.verify}\t0\t0\t0\t0\t0\t0\t",
        }[columns]
        return f"{self.pin}\t{self.time:%Y-%m-%d %H:%M:%S}\t{rest}"


@dataclass(slots=True)
class Faults:
    """What goes wrong, each as often as it says."""

    repeat: int = 0  # send each delivery again after its OK
    lost_answers: int = 0  # so many times the OK is not heard, though it was said
    cuts: int = 0  # so many deliveries break off in the middle
    shuffle: bool = False  # rows in another order
    duplicate_lines: int = 0  # so many lines twice in one delivery
    half_lines: int = 0  # so many broken lines among the good ones
    line_end: str = "\n"
    final_newline: bool = True
    encoding: str = "utf-8"
    pad_pin: bool = False
    clock: timedelta = timedelta(0)  # the machine's clock goes wrong by so much
    seed: int = 1


@dataclass
class Machine:
    """One machine. `url` = what an installer types in: http://host:port, maybe with a path."""

    url: str
    sn: str
    model: str = "X100-C"
    faults: Faults = field(default_factory=Faults)
    suffix: str = ""  # ".aspx" of some firmware
    batch: int = BATCH
    timeout: float = 30.0

    def __post_init__(self) -> None:
        self.options: dict[str, str] = {}
        self.memory: list[Tap] = []
        self.acknowledged = 0  # rows of the memory that the server has
        self.log: list[str] = []  # OPERLOG lines not sent yet
        self.users: dict[str, str] = {}
        self.orders: list[str] = []  # fetched, newest last
        self.stamp = 0
        self.set_clock: datetime | None = None
        self.said: list[tuple[str, int, str]] = []  # request, status, answer
        self._random = random.Random(self.faults.seed)  # noqa: S311 - mishaps, not secrets
        self._results: list[str] = []

    # What people do at the machine

    def tap(self, pin: str, time: datetime, status: int = 0, verify: int = 1) -> Tap:
        """A finger on the glass; the machine writes its own time."""
        tap = Tap(pin, time + self.faults.clock, status, verify)
        self.memory.append(tap)
        return tap

    def note(self, code: int, admin: str, time: datetime, *objects: str) -> None:
        """A line of the machine's own log."""
        four = [*objects, "0", "0", "0", "0"][:4]
        self.log.append(f"OPLOG {code}\t{admin}\t{time:%Y-%m-%d %H:%M:%S}\t" + "\t".join(four))

    def enroll(self, pin: str, name: str, template: bytes = b"") -> None:
        """A user made at the machine, and her finger."""
        self.users[pin] = name
        self.log.append(
            f"USER PIN={pin}\tName={name}\tPri=0\tPasswd=1234\tCard=\tGrp=1"
            "\tTZ=0000000100000000\tVerify=0\tViceCard=\tStartDatetime=0\tEndDatetime=0"
        )
        if template:
            text = template.decode()
            self.log.append(f"FP PIN={pin}\tFID=0\tSize={len(text)}\tValid=1\tTMP={text}")

    # What the machine does

    def greet(self) -> dict[str, str]:
        """Ask for options; the clock follows the answer's Date and TimeZone."""
        query = {"SN": self.sn, "options": "all", "language": "73", "pushver": "2.4.0"}
        if self.model == "X903":
            query |= {"DeviceType": "att", "PushOptionsFlag": "1"}
        status, text, headers = self._ask("GET", "cdata", query)
        if status != 200 or not text.startswith("GET OPTION FROM: "):
            raise LostContact(f"{status} {text[:80]}")
        pairs = (line.partition("=") for line in text.splitlines()[1:])
        self.options = {key.strip(): value.strip() for key, _, value in pairs}
        if date := headers.getheader("Date"):
            zone = timedelta(hours=float(self.options.get("TimeZone", "7")))
            self.set_clock = (parsedate_to_datetime(date) + zone).replace(tzinfo=None)
        if self.options.get("ATTLOGStamp") in {"0", "None"}:
            self.acknowledged = 0  # the server has nothing: everything again
        if self.model == "X903":
            self._deliver("options", self._about().replace("\n", ","))
        return self.options

    def push(self) -> int:
        """Deliver what the server has not acknowledged; how many rows; raises LostContact."""
        sent = 0
        while self.acknowledged < len(self.memory):
            rows = self.memory[self.acknowledged : self.acknowledged + self.batch]
            self._deliver_rows(rows)
            self.acknowledged += len(rows)
            sent += len(rows)
        while self.log:
            lines = self.log[: self.batch]
            self._deliver("OPERLOG", self._join(lines))
            del self.log[: len(lines)]
        return sent

    def push_until_heard(self, tries: int = 20) -> int:
        """As `push`, again after every loss; the machine's ErrorDelay is not waited for."""
        sent = 0
        for _ in range(tries):
            try:
                return sent + self.push()
            except LostContact:
                continue
        raise LostContact(f"not heard after {tries} tries")

    def poll(self) -> list[str]:
        """Ask for orders, do them and answer; the orders."""
        info = f"Ver 6.60,{len(self.users)},0,{len(self.memory)},192.168.1.201,10"
        status, text, _ = self._ask("GET", "getrequest", {"SN": self.sn, "INFO": info})
        if status != 200:
            raise LostContact(f"{status} {text[:80]}")
        orders = [line for line in text.splitlines() if line.startswith("C:")]
        self.orders += orders
        for order in orders:
            _, number, words = order.split(":", 2)
            self._results.append(f"ID={number}&Return={self._obey(words)}")
        return orders

    def answer(self) -> None:
        """Tell what became of orders."""
        results, self._results = self._results, []
        if not results:
            return
        if self.model == "X100-C":  # as captured: at cdata, without a table
            self._expect_ok("POST", "cdata", {"SN": self.sn}, "\n".join(results).encode())
        else:
            self._expect_ok("POST", "devicecmd", {"SN": self.sn}, "\n".join(results).encode())

    def photo(self, name: str, picture: bytes) -> None:
        """A face at a tap, as some models send it."""
        head = f"PIN={name}\nSN={self.sn}\nsize={len(picture)}\nCMD=uploadphoto\0".encode()
        query = {"SN": self.sn, "table": "ATTPHOTO", "Stamp": str(self.stamp)}
        self._expect_ok("POST", "cdata", query, head + picture)

    def stream(self, rows: Iterator[Tap], length: int) -> None:
        """A whole memory in one delivery of `length` bytes, made while it is sent."""
        query = {"SN": self.sn, "table": "ATTLOG", "Stamp": str(self.stamp)}
        columns = MODEL[self.model]
        path = self._path("cdata", query)
        with self._connect() as connection:
            connection.putrequest("POST", path, skip_accept_encoding=True)
            connection.putheader("Content-Length", str(length))
            connection.endheaders()
            left, block = length, []
            for row in rows:
                line = (row.line(columns) + "\n").encode()
                block.append(line[:left])
                left -= len(block[-1])
                if len(block) == 2000:
                    connection.send(b"".join(block))
                    block = []
                if not left:
                    break
            connection.send(b"".join(block))
            self._judge(path, connection.getresponse())

    # How it speaks

    def _deliver_rows(self, rows: Sequence[Tap]) -> None:
        lines = [self._line(row) for row in rows]
        lines += lines[: self.faults.duplicate_lines]
        for line in lines[: self.faults.half_lines]:
            pin, _, rest = line.partition("\t")
            lines.append(f"{pin}\t{rest[: self._random.randint(1, 17)]}")
        if self.faults.shuffle:
            self._random.shuffle(lines)
        self.stamp += len(rows)
        body = self._join(lines)
        self._deliver("ATTLOG", body)
        for _ in range(self.faults.repeat):
            self._deliver("ATTLOG", body)

    def _line(self, row: Tap) -> str:
        line = row.line(MODEL[self.model])
        return f"{'':>5}{line}" if self.faults.pad_pin else line

    def _join(self, lines: Sequence[str]) -> str:
        end = self.faults.line_end
        return end.join(lines) + (end if self.faults.final_newline else "")

    def _deliver(self, table: str, body: str) -> None:
        query = {"SN": self.sn, "table": table, "Stamp": str(self.stamp)}
        data = body.encode(self.faults.encoding, "replace")
        if table == "ATTLOG" and self.faults.cuts > 0 and len(data) > 1:
            self.faults.cuts -= 1
            self._break_off(self._path("cdata", query), data)
        self._expect_ok("POST", "cdata", query, data)
        if table == "ATTLOG" and self.faults.lost_answers > 0:
            self.faults.lost_answers -= 1
            raise LostContact("the answer was lost on the way")

    def _break_off(self, path: str, data: bytes) -> None:
        parts = urlsplit(self.url)
        end = self._random.randint(1, len(data) - 1)
        with socket.create_connection((parts.hostname or "", parts.port or 80), 10) as line:
            head = f"POST {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: {len(data)}"
            line.sendall(head.encode() + b"\r\n\r\n" + data[:end])
        raise LostContact(f"broke off after {end} of {len(data)} bytes")

    def _obey(self, words: str) -> int | str:
        """Do an order; its return code."""
        fields = dict(p.partition("=")[::2] for p in words.split(" ", 3)[-1].split("\t"))
        if words.startswith("DATA UPDATE USERINFO "):
            self.users[fields["PIN"]] = fields.get("Name", "")
            return "0&CMD=DATA"
        if words.startswith("DATA DELETE USERINFO "):
            return "0&CMD=DATA" if self.users.pop(fields["PIN"], None) is not None else "-2"
        if words.startswith("DATA QUERY ATTLOG "):
            between = (fields["StartTime"], fields["EndTime"])
            rows = [r for r in self.memory if between[0] <= str(r.time) <= between[1]]
            for start in range(0, len(rows), self.batch):
                self._deliver_rows(rows[start : start + self.batch])
            return "0&CMD=DATA"
        if words == "INFO":
            return f"0&CMD=INFO\n{self._about()}"
        if words == "REBOOT":
            return "0&CMD=REBOOT"
        return "-1002&CMD=" + words.split(maxsplit=1)[0]

    def _about(self) -> str:
        return (
            f"~DeviceName={self.model}\nMAC=00:17:61:00:00:01\nTransactionCount="
            f"{len(self.memory)}\n~MaxAttLogCount=10\nUserCount={len(self.users)}\nFPCount=0\n"
            "FWVersion=Ver 6.60 Apr 28 2017\nPushVersion=Ver 2.0.33S-20190408\n"
            "IPAddress=192.168.1.201\n~OEMVendor=Solution"
        )

    def _expect_ok(self, method: str, door: str, query: dict[str, str], body: bytes) -> None:
        status, text, _ = self._ask(method, door, query, body)
        if status != 200 or not text.startswith("OK"):
            raise LostContact(f"{status} {text[:80]}")

    def _ask(
        self, method: str, door: str, query: dict[str, str], body: bytes | None = None
    ) -> tuple[int, str, "HTTPResponse"]:
        path = self._path(door, query)
        try:
            with self._connect() as connection:
                headers = {"Content-Type": "application/push;charset=UTF-8"} if body else {}
                connection.request(method, path, body=body, headers=headers)
                response = connection.getresponse()
                text = response.read().decode("utf-8", "replace")
        except (OSError, HTTPException) as error:
            raise LostContact(str(error)) from error
        self.said.append((f"{method} {path}", response.status, text))
        return response.status, text, response

    def _judge(self, path: str, response: HTTPResponse) -> None:
        text = response.read().decode("utf-8", "replace")
        self.said.append((f"POST {path}", response.status, text))
        if response.status != 200 or not text.startswith("OK"):
            raise LostContact(f"{response.status} {text[:80]}")

    def _path(self, door: str, query: dict[str, str]) -> str:
        base = urlsplit(self.url).path.rstrip("/")
        return f"{base}/iclock/{door}{self.suffix}?{urlencode(query)}"

    def _connect(self) -> "_Line":
        parts = urlsplit(self.url)
        return _Line(parts.hostname or "", parts.port or 80, timeout=self.timeout)


class _Line(HTTPConnection):
    """One request a connection, as old firmware does."""

    def __enter__(self) -> "_Line":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def years_of_taps(count: int, pins: int, until: datetime) -> Iterator[Tap]:
    """A full memory, the oldest first: two taps a day of each PIN, ending before `until`."""
    days = -(-count // (pins * 2))
    first = until.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days)
    made = 0
    for day in range(days):
        for out in (False, True):
            for pin in range(1, pins + 1):
                if made == count:
                    return
                at = first + timedelta(
                    days=day, hours=16 if out else 7, minutes=pin % 45, seconds=pin // 45
                )
                yield Tap(str(pin), at, int(out))
                made += 1


def local_now(hours: float) -> datetime:
    """The clock on a wall in that zone."""
    return (datetime.now(UTC) + timedelta(hours=hours)).replace(tzinfo=None, microsecond=0)


if __name__ == "__main__":
    import sys

    from selaras.simulasi.mesin_adms_perintah import main

    sys.exit(main())
