Option Explicit
' What the buttons of the regional workbook run. Each answers "OK" or "ERR n: text", for the one that called it;
' what happened is told to the person in a cell beside the buttons and on the status line.

Public Function Uppdatera() As String
    Dim spot As Range
    On Error GoTo Failed
    Set spot = ToldSpot()
    Tell spot, TextWorking()
    Tell spot, Updated(BookInView())
    Uppdatera = "OK"
    Exit Function
Failed:
    Uppdatera = "ERR " & Err.Number & ": " & Err.Description
    Tell spot, Replace(TextExcelSays(), "{error}", Err.Description)
End Function

Public Function VisaKalla() As String
    Dim spot As Range
    On Error GoTo Failed
    Set spot = ToldSpot()
    Tell spot, SourceShown(BookInView())
    VisaKalla = "OK"
    Exit Function
Failed:
    VisaKalla = "ERR " & Err.Number & ": " & Err.Description
    Tell spot, Replace(TextExcelSays(), "{error}", Err.Description)
End Function

Public Function ExporteraPDF() As String
    Dim spot As Range
    On Error GoTo Failed
    Set spot = ToldSpot()
    Tell spot, ""
    Tell spot, PdfWritten(BookInView())
    ExporteraPDF = "OK"
    Exit Function
Failed:
    ExporteraPDF = "ERR " & Err.Number & ": " & Err.Description
    Tell spot, Replace(TextExcelSays(), "{error}", Err.Description)
End Function
