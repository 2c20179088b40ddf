"""What people do: commands, presses, submissions, shortcuts; each waits for the app and tells what is seen."""
