Option Explicit
' One sheet of the workbook, taken over at once: reading cell by cell takes too long.

Public gSheet As Object
Private mValues As Variant
Private mFormulas As Variant
Private mRows As Long
Private mColumns As Long

Public Sub TakeSheet(ByVal sheet As Object)
    Dim used As Object, area As Object
    Set gSheet = sheet
    Set used = sheet.UsedRange
    mRows = used.Row + used.Rows.Count
    mColumns = used.Column + used.Columns.Count
    Set area = sheet.Range(sheet.Cells(1, 1), sheet.Cells(mRows, mColumns))
    mValues = area.Value
    mFormulas = area.Formula
End Sub

Public Function LastRow() As Long
    LastRow = mRows - 1
End Function

Public Function LastColumn() As Long
    LastColumn = mColumns - 1
End Function

Public Function RawAt(ByVal row As Long, ByVal column As Long) As Variant
    If row >= 1 And row <= mRows And column >= 1 And column <= mColumns Then RawAt = mValues(row, column)
End Function

Public Function IsFormulaAt(ByVal row As Long, ByVal column As Long) As Boolean
    If row < 1 Or row > mRows Or column < 1 Or column > mColumns Then Exit Function
    If Left(CStr(mFormulas(row, column)), 1) <> "=" Then Exit Function
    ' A text that begins so is no formula, nor is the true or false that LibreOffice shows as one.
    IsFormulaAt = gSheet.Cells(row, column).HasFormula
    If IsFormulaAt Then IsFormulaAt = mFormulas(row, column) <> "=TRUE()" And mFormulas(row, column) <> "=FALSE()"
End Function

' In LibreOffice an error of Excel is a formula that shows it, with the value 0.
Public Function KindAt(ByVal row As Long, ByVal column As Long) As Long
    Dim raw As Variant, seen As String
    raw = RawAt(row, column)
    KindAt = KindOf(raw, False)
    If KindAt <> 2 Or Not InLibreOffice() Then Exit Function
    If IsFormulaAt(row, column) Then
        seen = gSheet.Cells(row, column).Text
        If Left(seen, 1) = "#" Or Left(seen, 4) = "Err:" Then KindAt = 5
    End If
End Function

' What stands there as a text; that of an error is what is seen.
Public Function TextAt(ByVal row As Long, ByVal column As Long) As String
    Dim kind As Long
    kind = KindAt(row, column)
    If kind = 5 Then
        TextAt = gSheet.Cells(row, column).Text
    Else
        TextAt = AsText(RawAt(row, column), kind)
    End If
End Function

Public Function IsEmptyAt(ByVal row As Long, ByVal column As Long) As Boolean
    IsEmptyAt = KindAt(row, column) = 0
End Function

' LibreOffice takes a line that begins with # for a comment; Excel does what it says.
Public Function InLibreOffice() As Boolean
    InLibreOffice = False
#If VBA6 Or VBA7 Then
#Else
    InLibreOffice = True
#End If
End Function
