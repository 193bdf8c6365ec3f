"""``python -m bench.sleep_exports``: reads large invented exports of devices, and says how long it
takes beside the least that it could, and how much memory.

Apple's file is compared with a bare streaming parse of it: expat with a handler that does nothing.
The others are read in two sizes, the second four times the first: a reader is linear if it takes
four times as long. Each reading has a process of its own; its peak is that of all its memory.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import xml.parsers.expat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from journal.device_sleep.file_parts import parts_of
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.sleep_files import device_sleeps

ROOT = Path(__file__).resolve().parent.parent
FIRST_NIGHT = datetime(2016, 1, 1, 22, tzinfo=UTC)
AS_OF = datetime(2026, 7, 1, tzinfo=UTC)
MEGABYTE = 1024 * 1024
# Nights in Apple's file, whatever its size: ten years of one watch.
APPLE_NIGHTS = 3_650
NIGHTS = (1_000, 4_000)
_STAGES = ("Core", "Deep", "Core", "REM", "Awake")
_APPLE_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n'
    "<!ELEMENT HealthData (ExportDate,Me,(Record)*)>\n]>\n"
    '<HealthData locale="en_GB">\n <ExportDate value="2026-06-30 10:00:00 +0200"/>\n'
)
_HEART = (
    ' <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Invented Watch"'
    ' sourceVersion="9.1" device="&lt;&lt;HKDevice: 0x1&gt;, name:Watch, model:Watch&gt;"'
    ' unit="count/min" creationDate="2026-01-05 23:10:00 +0200"'
    ' startDate="2026-01-05 23:10:00 +0200" endDate="2026-01-05 23:10:00 +0200" value="{}">\n'
    '  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="1"/>\n </Record>\n'
)
_SLEEP = (
    ' <Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="Invented Watch"'
    ' creationDate="{end} +0000" startDate="{start} +0000" endDate="{end} +0000"'
    ' value="HKCategoryValueSleepAnalysisAsleep{stage}">\n'
    '  <MetadataEntry key="HKTimeZone" value="Europe/Berlin"/>\n </Record>\n'
)
_Interval = tuple[datetime, datetime, str]


def intervals(night: int) -> Iterator[_Interval]:
    """Eight hours in pieces of twelve minutes."""
    for piece in range(40):
        start = FIRST_NIGHT + timedelta(days=night, minutes=12 * piece)
        yield start, start + timedelta(minutes=12), _STAGES[piece % len(_STAGES)]


def apple_night(night: int) -> str:
    """A night as Apple Health writes one."""
    return "".join(
        _SLEEP.format(
            start=f"{start:%Y-%m-%d %H:%M:%S}", end=f"{end:%Y-%m-%d %H:%M:%S}", stage=stage
        ).replace("AsleepAwake", "Awake")
        for start, end, stage in intervals(night)
    )


def write_apple(path: Path, megabytes: int) -> None:
    """An ``export.xml`` of that size: heart beats, and nights among them."""
    beats = "".join(_HEART.format(50 + beat % 40) for beat in range(200))
    with path.open("w", encoding="utf-8") as file:
        file.write(_APPLE_HEAD)
        for night in range(APPLE_NIGHTS):
            file.write(apple_night(night))
            while file.tell() < megabytes * MEGABYTE * (night + 1) // APPLE_NIGHTS:
                file.write(beats)
        file.write("</HealthData>\n")


def table(nights: int) -> str:
    """A plain table of sleep."""
    rows = (
        f"{start:%Y-%m-%dT%H:%M:%SZ},{end:%Y-%m-%dT%H:%M:%SZ},{stage}\n"
        for night in range(nights)
        for start, end, stage in intervals(night)
    )
    return "start,end,stage\n" + "".join(rows)


def fitbit(nights: int) -> str:
    """Fitbit's list of nights."""
    level = {"Core": "light", "Deep": "deep", "REM": "rem", "Awake": "wake"}
    return json.dumps(
        [
            {
                "logId": night,
                "startTime": f"{FIRST_NIGHT + timedelta(days=night):%Y-%m-%dT%H:%M:%S}.000",
                "levels": {
                    "data": [
                        {
                            "dateTime": f"{start:%Y-%m-%dT%H:%M:%S}.000",
                            "level": level[stage],
                            "seconds": 720,
                        }
                        for start, _end, stage in intervals(night)
                    ]
                },
            }
            for night in range(nights)
        ],
        indent=1,
    )


def oura(nights: int) -> str:
    """Oura's table, with a digit each half minute."""
    digits = "".join({"Core": "2", "Deep": "1", "REM": "3", "Awake": "4"}[stage] * 24
                     for _start, _end, stage in intervals(0))  # fmt: skip
    rows = (
        f"long_sleep,{FIRST_NIGHT + timedelta(days=night):%Y-%m-%dT%H:%M:%S+00:00},"
        f"{FIRST_NIGHT + timedelta(days=night, hours=8):%Y-%m-%dT%H:%M:%S+00:00},{digits}\n"
        for night in range(nights)
    )
    return "type,bedtime_start,bedtime_end,sleep_phase_30_sec\n" + "".join(rows)


def samsung(nights: int) -> str:
    """Samsung Health's table of stages alone."""
    code = {"Core": 40002, "Deep": 40003, "REM": 40004, "Awake": 40001}
    rows = (
        f"{start:%Y-%m-%d %H:%M:%S}.000,night-{night},{code[stage]},UTC+0100,"
        f"{end:%Y-%m-%d %H:%M:%S}.000,\n"
        for night in range(nights)
        for start, end, stage in intervals(night)
    )
    head = "com.samsung.health.sleep_stage,1,1\nstart_time,sleep_id,stage,time_offset,end_time\n"
    return head + "".join(rows)


OTHERS: dict[str, Callable[[int], str]] = {
    "table": table,
    "fitbit": fitbit,
    "oura": oura,
    "samsung": samsung,
}


def read_bare(path: Path) -> int:
    """A streaming parse with a handler for each element that does nothing."""
    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = lambda _name, _attributes: None
    with path.open("rb") as file:
        parser.ParseFile(file)
    return 0


def read_ours(path: Path) -> int:
    """All that the readers of the app do before anything is stored."""
    with path.open("rb") as file:
        reading = SleepReading(ZoneInfo("UTC"), AS_OF)
        return sum(1 for _sleep in device_sleeps(parts_of(file, path.name), reading))


READINGS = {"bare": read_bare, "ours": read_ours}


def measured(path: Path, by: str) -> dict[str, float]:
    """Seconds of processor, peak in MB and sleeps of one reading in a process of its own."""
    command = [sys.executable, "-m", "bench.sleep_exports", "--read", by, str(path)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def read_here(path: Path, by: str) -> None:
    """One reading; its figures as JSON."""
    began = time.process_time()
    sleeps = READINGS[by](path)
    figures = {"seconds": time.process_time() - began, "peak": peak(), "sleeps": sleeps}
    sys.stdout.write(json.dumps(figures))


def peak() -> float:
    """MB that this process had at most; what getrusage says begins with the parent's."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


def compare_apple(folder: Path, megabytes: int, rounds: int) -> None:
    """Print the readings of Apple's file, in turns, and the ratio of the fastest of each."""
    path = folder / "export.xml"
    write_apple(path, megabytes)
    seconds: dict[str, float] = {}
    for _turn in range(rounds):
        for by in READINGS:
            figures = measured(path, by)
            seconds[by] = min(seconds.get(by, figures["seconds"]), figures["seconds"])
            line = "apple_health {0:5} {1:5} MB {seconds:7.2f} s, peak {peak:4.0f} MB, sleeps {2}\n"
            sys.stdout.write(line.format(by, megabytes, int(figures["sleeps"]), **figures))
    path.unlink()
    sys.stdout.write(
        f"apple_health: {seconds['ours'] / seconds['bare']:.2f} times the bare parse\n"
    )


def compare_sizes(folder: Path) -> None:
    """Print the readings of the others in two sizes, and how many times longer the second took."""
    for name, content in OTHERS.items():
        seconds = []
        for nights in NIGHTS:
            path = folder / name
            path.write_text(content(nights), encoding="utf-8")
            figures = measured(path, "ours")
            seconds.append(figures["seconds"])
            line = "{0:12} {1:5} nights {seconds:7.2f} s, peak {peak:4.0f} MB\n"
            sys.stdout.write(line.format(name, nights, **figures))
        sys.stdout.write(f"{name}: {seconds[1] / seconds[0]:.1f} times for four times the nights\n")


def main() -> None:
    """Write the files, read them, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.sleep_exports", description=__doc__)
    parser.add_argument("--megabytes", type=int, default=1024, help="of Apple's file (1024)")
    parser.add_argument("--rounds", type=int, default=2, help="readings of it of each kind (2)")
    parser.add_argument("--read", nargs=2, metavar=("BY", "PATH"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        read_here(Path(options.read[1]), options.read[0])
        return
    (ROOT / "bench-data").mkdir(exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=ROOT / "bench-data") as name:
        compare_apple(Path(name), options.megabytes, options.rounds)
        compare_sizes(Path(name))


if __name__ == "__main__":
    main()
