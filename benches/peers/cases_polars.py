"""The question of cases.sh for polars, lazy and streaming: `cases_polars.py FILE.csv median|counts`. Prints a line a clinic."""

import os
import sys
from datetime import date, datetime, timedelta

os.environ["POLARS_MAX_THREADS"] = "2"

import polars as pl

OFF = [(1, 1), (1, 6), (4, 3), (4, 6), (5, 1), (5, 14), (6, 19), (12, 24), (12, 25)]
HEADINGS = {
    "Ärende-id": "id", "HSA-id mottagning": "clinic", "Ärendetyp": "case_type", "Inkommet": "received", "Fördelat": "distributed",
    "Delsvar": "interim_reply", "Besvarat": "answered", "Avslutat": "closed", "Svarskanal": "channel", "Rödmarkerat": "overdue",
}
TIMES = ("received", "distributed", "interim_reply", "answered", "closed")


def at(*when):
    return pl.lit(datetime(2026, *when))


def calendar():
    days = pl.DataFrame({"day": [date(2026, 1, 1) + timedelta(days) for days in range(364)]})
    off = [date(2026, *day) for day in OFF]
    worked = days.filter(pl.col("day").dt.weekday() < 6, ~pl.col("day").is_in(off)).rename({"day": "due"})
    due = days.join_asof(worked, left_on="day", right_on="due", strategy="forward", allow_exact_matches=False)
    return due.drop_nulls().lazy()


def main(path, extent):
    received, distributed, answered, closed = (pl.col(name) for name in ("received", "distributed", "answered", "closed"))
    is_waiting = answered.is_null() & closed.is_null()
    # On 20 November at noon; 17:00 the day before is four working hours ago.
    wanted = [
        pl.len().alias("count"),
        answered.count().alias("are_answered"),
        (answered.dt.date() <= pl.col("due")).sum().alias("in_time"),
        (answered.is_not_null() & (pl.col("channel") == "digitalt")).sum().alias("digital"),
        (distributed.is_null() & is_waiting & (received < at(11, 19, 17))).sum().alias("undistributed"),
        closed.is_null().sum().alias("open"),
        (is_waiting & (received < at(11, 19))).sum().alias("late"),
        (closed.is_null() & (answered < at(11, 6))).sum().alias("unclosed"),
    ]
    schema = {heading: pl.Datetime("us") if name in TIMES else pl.String for heading, name in HEADINGS.items()}
    log = pl.scan_csv(path, separator=";", schema=schema).rename(HEADINGS)
    log = log.with_columns(received.dt.date().alias("day")).join(calendar(), on="day")
    if extent == "median":
        # By the clock, which was changed twice.
        spring, autumn = (((received < when) & (answered >= when)).cast(pl.Int64) * 60 for when in (at(3, 29, 2), at(10, 25, 3)))
        log = log.with_columns(((answered - received).dt.total_minutes() - spring + autumn).alias("minutes"))
        wanted.append(pl.col("minutes").quantile(0.5, interpolation="lower").cast(pl.Int64).alias("median"))
    table = log.group_by("clinic").agg(wanted).sort("clinic").collect(engine="streaming")
    table.write_csv(sys.stdout.buffer, separator=";", include_header=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
