"""Messages: outbox rows in; e-mails and calendar invitations out. Knows email, smtplib and icalendar."""
