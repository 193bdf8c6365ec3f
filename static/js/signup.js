// A new account starts in the time zone that this browser is in.
document.getElementById("id_time_zone").value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
