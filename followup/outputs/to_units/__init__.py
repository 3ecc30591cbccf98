"""What goes to the units: drafts of mails, receipts, and workbooks sent back to be corrected."""
