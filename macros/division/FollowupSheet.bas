Option Explicit
' One sheet of the workbook, taken over at once: reading cell by cell takes too long.

Private mValues As Variant
Private mRows As Long
Private mColumns As Long

Public Sub TakeSheet(ByVal sheet As Object)
    Dim used As Object
    Set used = sheet.UsedRange
    mRows = used.Row + used.Rows.Count
    mColumns = used.Column + used.Columns.Count
    mValues = sheet.Range(sheet.Cells(1, 1), sheet.Cells(mRows, mColumns)).Value
End Sub

Public Function LastRow() As Long
    LastRow = mRows - 1
End Function

Public Function LastColumn() As Long
    LastColumn = mColumns - 1
End Function

' The text of a cell; empty where something else stands there.
Public Function TextAt(ByVal row As Long, ByVal column As Long) As String
    If row < 1 Or row > mRows Or column < 1 Or column > mColumns Then Exit Function
    If VarType(mValues(row, column)) = 8 Then TextAt = mValues(row, column)
End Function

' LibreOffice takes a line that begins with # for a comment; Excel does what it says.
Public Function InLibreOffice() As Boolean
    InLibreOffice = False
#If VBA6 Or VBA7 Then
#Else
    InLibreOffice = True
#End If
End Function
