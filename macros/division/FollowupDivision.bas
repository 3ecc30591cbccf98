Option Explicit
' The procedures that a division's buttons run. Each answers "OK" or "ERR n: text", for the one that called it.

Public Function Kontrollera() As String
    On Error GoTo Failed
    ThisWorkbook.Worksheets(1).Range("H1").Value = TextNothingLeft()
    Kontrollera = "OK"
    Exit Function
Failed:
    Kontrollera = "ERR " & Err.Number & ": " & Err.Description
End Function
