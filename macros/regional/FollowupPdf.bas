Option Explicit
' The workbook as PDF, beside it and with its name.

Public Function PdfWritten(ByVal book As Workbook) As String
    ' A sentence about where it is.
    Dim target As String
    PdfWritten = TextNoBook()
    If book Is Nothing Then Exit Function
    PdfWritten = TextSaveFirst()
    If book.Path = "" Then Exit Function
    target = Left(book.Name, InStrRev(book.Name, ".") - 1) & ".pdf"
    If IsLibreOffice() Then
        WriteInLibreOffice target
    Else
        book.ExportAsFixedFormat 0, Joined(book.Path, target)
    End If
    PdfWritten = Replace(TextPdfWritten(), "{path}", Joined(book.Path, target))
End Function

Private Function IsLibreOffice() As Boolean
    ' Both say that they are Excel; only LibreOffice's cells have an inside of its own.
    Dim cell As Object, inside As Object
    On Error Resume Next
    Set cell = ActiveCell
    Set inside = cell.getCellRange()
    IsLibreOffice = Not inside Is Nothing
End Function

Private Sub WriteInLibreOffice(ByVal name As String)
    ' LibreOffice 7.4 does not know ExportAsFixedFormat; the document itself can be reached from a cell.
    Dim cell As Object, document As Object, kind(0) As Object, place As String
    Set cell = ActiveCell
    Set document = cell.getCellRange().Spreadsheet.DrawPage.Forms.Parent
    Set kind(0) = CreateObject("com.sun.star.beans.PropertyValue")
    kind(0).Name = "FilterName"
    kind(0).Value = "calc_pdf_Export"
    place = Left(document.URL, InStrRev(document.URL, "."))
    document.storeToURL place & "pdf", kind
End Sub
