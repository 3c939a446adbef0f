//! Who the operating system says that we are. Never `$USER`: the environment says what anybody likes.

/// The account that runs the program, such as `uid:1000`. It shows which login of this computer acts, and nothing against
/// those who share that login or own the computer.
#[cfg(unix)]
#[must_use]
pub fn account() -> Option<Box<str>> {
    Some(format!("uid:{}", rustix::process::getuid().as_raw()).into())
}

/// The account that runs the program, such as `sid:S-1-5-21-…`. Windows' own `whoami` reads it from the process's token; it
/// is called by its place in the system folder, so that no other program of that name is run.
#[cfg(windows)]
#[must_use]
pub fn account() -> Option<Box<str>> {
    let whoami = r"C:\Windows\System32\whoami.exe";
    let output = std::process::Command::new(whoami).args(["/user", "/fo", "csv", "/nh"]).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let sid = text.trim().rsplit(',').next()?.trim_matches('"');
    sid.starts_with("S-1-").then(|| format!("sid:{sid}").into())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_account_is_the_kernels_word() {
        let account = super::account().expect("somebody runs this test");
        assert!(account.starts_with("uid:") || account.starts_with("sid:"), "{account}");
    }
}
