"""The question of cases.sh in SQL: `cases_duckdb.py FILE.csv median|counts`. Prints a line a clinic.

Types and the form of times are given, so that nothing has to be guessed; what is not asked for is not read.
"""

import sys

import duckdb

CALENDAR = """
CREATE TABLE calendar AS
WITH days AS (SELECT day::DATE AS day FROM generate_series(DATE '2026-01-01', DATE '2026-12-30', INTERVAL 1 DAY) AS year(day)),
     worked AS (SELECT day FROM days WHERE isodow(day) < 6 AND day NOT IN ('2026-01-01', '2026-01-06', '2026-04-03', '2026-04-06',
                '2026-05-01', '2026-05-14', '2026-06-19', '2026-12-24', '2026-12-25'))
SELECT days.day, min(worked.day) AS due FROM days JOIN worked ON worked.day > days.day GROUP BY days.day
"""
COLUMNS = """{id: 'VARCHAR', clinic: 'VARCHAR', case_type: 'VARCHAR', received: 'TIMESTAMP', distributed: 'TIMESTAMP',
              interim_reply: 'TIMESTAMP', answered: 'TIMESTAMP', closed: 'TIMESTAMP', channel: 'VARCHAR', overdue: 'VARCHAR'}"""
# On 20 November at noon; 17:00 the day before is four working hours ago.
COUNTS = """
count(*), count(answered), count(*) FILTER (answered::DATE <= due), count(*) FILTER (answered IS NOT NULL AND channel = 'digitalt'),
count(*) FILTER (distributed IS NULL AND answered IS NULL AND closed IS NULL AND received < TIMESTAMP '2026-11-19 17:00'),
count(*) FILTER (closed IS NULL),
count(*) FILTER (answered IS NULL AND closed IS NULL AND received < TIMESTAMP '2026-11-19 00:00'),
count(*) FILTER (closed IS NULL AND answered < TIMESTAMP '2026-11-06 00:00')
"""
# By the clock, which was changed twice.
MEDIAN = """
quantile_disc(date_diff('minute', received, answered)
    - CASE WHEN received < TIMESTAMP '2026-03-29 02:00' AND answered >= TIMESTAMP '2026-03-29 02:00' THEN 60 ELSE 0 END
    + CASE WHEN received < TIMESTAMP '2026-10-25 03:00' AND answered >= TIMESTAMP '2026-10-25 03:00' THEN 60 ELSE 0 END, 0.5)
"""


def main(path, extent):
    database = duckdb.connect()
    database.execute("SET threads = 2; SET preserve_insertion_order = false")
    database.execute(CALENDAR)
    wanted = f"{COUNTS}, {MEDIAN}" if extent == "median" else COUNTS
    rows = database.execute(
        f"""SELECT clinic, {wanted}
            FROM read_csv(?, delim = ';', header = true, auto_detect = false, columns = {COLUMNS}, timestampformat = '%Y-%m-%d %H:%M')
            JOIN calendar ON calendar.day = received::DATE GROUP BY clinic ORDER BY clinic""",
        [path],
    ).fetchall()
    sys.stdout.write("".join(";".join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
