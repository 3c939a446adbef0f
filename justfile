# Thin over cargo and the gates; `just` lists.

_:
    @just --list

# Everything that must hold before a change is merged
gates:
    bash .ci/run

# What is quick enough to run all the time
check:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings

# All tests
test:
    cargo test

# The README's audit of a region with defects of every kind
audit *ARGS:
    cargo run --release -- audit --project fixtures/region {{ARGS}}

# Check the built-in policies and run their examples
policies:
    cargo run --release -- policy check
    cargo run --release -- policy test

# Look at changed snapshots one by one
review:
    cargo insta review

# Two minutes of fuzzing for one target (needs a nightly toolchain and cargo-fuzz)
fuzz TARGET SECONDS="120":
    bash fuzz/run {{TARGET}} {{SECONDS}}

# Draw the picture in README.md from the real report: its beginning, and the first two findings
picture:
    cargo run --release -- audit --project fixtures/region --color always \
        | awk '{ plain = $0; gsub(/\033\[[0-9;]*m/, "", plain) } \
               plain ~ /^Mottagningarna/ { part = "clinics" } \
               plain ~ /^Lokal administratör:/ { part = "findings"; print "  …"; print "" } \
               part == "clinics" && ++rows > 9 { next } \
               part == "findings" && plain == "" && ++gaps == 2 { exit } \
               { print }' \
        | cargo run --example picture > docs/audit.svg

# Draw the picture of the page in README.md (needs Chromium)
page-picture:
    cargo run --release -- audit --project fixtures/region --format html=target/page.html || test $? = 1
    chromium --headless=new --no-sandbox --hide-scrollbars --window-size=1440,1080 \
        --screenshot=docs/report.png "file://{{ justfile_directory() }}/target/page.html"
