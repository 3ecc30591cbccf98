"""What controllers note beside rows of the regional workbook: kept from merge to merge, found again in the closed file."""
