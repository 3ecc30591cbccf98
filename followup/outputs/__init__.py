"""What merge makes: the regional workbook, the Word documents, findings as text and JSON. Engines that know no section."""
