Option Explicit
' One table of a sheet: which column and row is which, by the hidden keys, and what stands in its cells.
' The same as followup/form/shapes, where the keys are there; what lost its keys is left to followup check.

Public gSection As String
Public gFirstRule As Long      ' the rules of the section stand together
Public gLastRule As Long
Public gShape As String
Public gKeyRow As Long
Public gKeyColumn As Long
Public gHeader As Long
Public gEnd As Long            ' the row after its last
Public gLoose As Boolean       ' whether some row has lost its key

Public gRows As Long
Public gKey() As String
Public gAt() As Long           ' the row of the sheet, 0 where it is missing
Public gOptional() As Boolean
Public gParts() As String      ' the keys of the rows that it is the sum of

Public gColumns As Long
Public gName() As String
Public gTitle() As String
Public gRole() As String
Public gBase() As String
Public gSummed() As Boolean
Public gPlace() As Long        ' the column of the sheet, 0 where it is missing
Public gExplains As Long

Public gCell() As Long         ' state of each row and column
Public gFigure() As Double
Public gSaid() As String
Public gToldAt() As Boolean    ' whether its kind of cell was remarked on already

Private mHeadings As String

Public Sub TakeTable(ByVal section As String)
    Dim rule As Long
    gSection = section
    gRows = 0
    gColumns = 0
    gExplains = 0
    gFirstRule = 0
    For rule = 1 To RuleCount()
        If RuleSection(rule) = section Then
            If gFirstRule = 0 Then gFirstRule = rule
            gLastRule = rule
            TakeRule rule
        End If
    Next
    For rule = gFirstRule To gLastRule
        TakeRuleOfRows rule
    Next
End Sub

Private Sub TakeRule(ByVal rule As Long)
    Select Case RuleKind(rule)
        Case "table"
            gShape = ItemAt(RuleOthers(rule), 0)
            mHeadings = RuleWords(rule)
            AddRows RuleRows(rule)
        Case "column"
            AddColumn rule
    End Select
End Sub

Private Sub AddRows(ByVal keys As String)
    Dim each_() As String, i As Long
    If keys = "" Then Exit Sub
    each_ = Split(keys, vbLf)
    ReDim Preserve gKey(1 To gRows + UBound(each_) + 1)
    ReDim Preserve gAt(1 To gRows + UBound(each_) + 1)
    ReDim Preserve gOptional(1 To gRows + UBound(each_) + 1)
    ReDim Preserve gParts(1 To gRows + UBound(each_) + 1)
    For i = LBound(each_) To UBound(each_)
        gRows = gRows + 1
        gKey(gRows) = each_(i)
        gAt(gRows) = 0
        gOptional(gRows) = False
        gParts(gRows) = ""
    Next
End Sub

Private Sub AddColumn(ByVal rule As Long)
    gColumns = gColumns + 1
    ReDim Preserve gName(1 To gColumns)
    ReDim Preserve gTitle(1 To gColumns)
    ReDim Preserve gRole(1 To gColumns)
    ReDim Preserve gBase(1 To gColumns)
    ReDim Preserve gSummed(1 To gColumns)
    ReDim Preserve gPlace(1 To gColumns)
    gName(gColumns) = RuleColumn(rule)
    gTitle(gColumns) = RuleWords(rule)
    gRole(gColumns) = ItemAt(RuleOthers(rule), 0)
    gBase(gColumns) = ItemAt(RuleOthers(rule), 1)
    gSummed(gColumns) = ItemAt(RuleOthers(rule), 2) = "summed"
    gPlace(gColumns) = 0
End Sub

Private Sub TakeRuleOfRows(ByVal rule As Long)
    Dim i As Long
    Select Case RuleKind(rule)
        Case "sum"
            gParts(RowOf(RuleRows(rule))) = RuleWords(rule)
        Case "optional"
            For i = 1 To gRows
                If RuleIsFor(rule, gKey(i)) Then gOptional(i) = True
            Next
        Case "explained"
            gExplains = ColumnOf(RuleColumn(rule))
    End Select
End Sub

Public Function RowOf(ByVal key As String) As Long
    Dim i As Long
    For i = 1 To gRows
        If gKey(i) = key Then
            RowOf = i
            Exit Function
        End If
    Next
End Function

Public Function ColumnOf(ByVal key As String) As Long
    Dim i As Long
    For i = 1 To gColumns
        If gName(i) = key Then
            ColumnOf = i
            Exit Function
        End If
    Next
End Function

' Whether a rule of a column, or of a base of columns, is for this one.
Public Function IsOfColumn(ByVal named As String, ByVal column As Long) As Boolean
    IsOfColumn = named = gName(column) Or named = gBase(column)
End Function

Public Function PartAt(ByVal column As Long) As String
    PartAt = Mid(gName(column), Len(gBase(column)) + 2)
End Function

' ---------------------------------------------------------------------------------------------------- where it stands

' Whether the mark of the table stands in a cell of the sheet that was taken over, with a key of its column beside it.
Public Function IsMarkAt(ByVal row As Long, ByVal column As Long) As Boolean
    Dim i As Long
    If VarType(RawAt(row, column)) <> 8 Then Exit Function
    If RawAt(row, column) <> "#" & gSection Then Exit Function
    For i = column + 1 To LastColumn()
        If VarType(RawAt(row, i)) = 8 Then
            If ColumnOf(RawAt(row, i)) > 0 Then IsMarkAt = True
        End If
    Next
End Function

Public Sub PlaceTable(ByVal row As Long, ByVal column As Long, ByVal nextMark As Long)
    Dim i As Long
    gKeyRow = row
    gKeyColumn = column
    For i = LastColumn() To 1 Step -1
        If i <> column And VarType(RawAt(row, i)) = 8 Then
            If ColumnOf(RawAt(row, i)) > 0 Then gPlace(ColumnOf(RawAt(row, i))) = i
        End If
    Next
    gEnd = LastRow() + 1
    If nextMark > 0 Then gEnd = nextMark
    gHeader = HeaderBelow()
    PlaceByTitle
    If gShape <> "listing" Then PlaceRows
End Sub

' The first row under the keys with a title in it; rows may have been inserted between.
Private Function HeaderBelow() As Long
    Dim row As Long, i As Long
    HeaderBelow = gKeyRow + 1
    For row = gKeyRow + 1 To gKeyRow + 5
        For i = 1 To gColumns
            If gPlace(i) > 0 Then
                If Comparable(TextAt(row, gPlace(i))) = Comparable(gTitle(i)) Then
                    HeaderBelow = row
                    Exit Function
                End If
            End If
        Next
    Next
End Function

' A column that lost its key, by its title.
Private Sub PlaceByTitle()
    Dim i As Long, column As Long
    For i = 1 To gColumns
        If gPlace(i) = 0 Then
            For column = LastColumn() To 1 Step -1
                If IsFree(column) And Comparable(TextAt(gHeader, column)) = Comparable(gTitle(i)) Then gPlace(i) = column
            Next
        End If
    Next
End Sub

Private Function IsFree(ByVal column As Long) As Boolean
    Dim i As Long
    IsFree = column <> gKeyColumn
    For i = 1 To gColumns
        If gPlace(i) = column Then IsFree = False
    Next
End Function

' Rows by their keys; of two with the same key the first.
Private Sub PlaceRows()
    Dim row As Long, i As Long
    gLoose = False
    For row = gKeyRow + 1 To gEnd - 1
        If row <> gHeader Then
            i = RowOf(TextAt(row, gKeyColumn))
            If i > 0 Then
                If gAt(i) = 0 Then gAt(i) = row
            ElseIf IsEmptyAt(row, gKeyColumn) And gShape <> "blocks" Then
                If HasSomething(row) Then gLoose = True
            End If
        End If
    Next
End Sub

' Whether something stands in the table's columns that is not just the heading of the next table.
Public Function HasSomething(ByVal row As Long) As Boolean
    Dim i As Long
    For i = 1 To gColumns
        If gPlace(i) > 0 Then
            If Not IsEmptyAt(row, gPlace(i)) And Not IsHeading(row) Then
                HasSomething = True
                Exit Function
            End If
        End If
    Next
End Function

' Whether a row only says what stands under it: the title of some table, of its sheet, or its instruction.
Public Function IsHeading(ByVal row As Long) As Boolean
    Dim column As Long, rule As Long, text As String, known As Boolean
    IsHeading = True
    For column = 1 To LastColumn()
        text = TextAt(row, column)
        If text <> "" Then
            known = False
            For rule = 1 To RuleCount()
                If RuleKind(rule) = "table" Then
                    If IsListed(RuleWords(rule), text) Then known = True
                End If
            Next
            If Not known Then IsHeading = False
        End If
    Next
End Function

' The row after the block that begins at a row.
Public Function BlockEnd(ByVal row As Long) As Long
    Dim at As Long
    BlockEnd = gEnd
    For at = gEnd - 1 To row + 1 Step -1
        If Not IsEmptyAt(at, gKeyColumn) And at <> gHeader Then BlockEnd = at
    Next
    Do While BlockEnd - 1 > row And BlockEnd = gEnd
        If Not IsHeading(BlockEnd - 1) Then Exit Do
        gEnd = gEnd - 1
        BlockEnd = gEnd
    Loop
End Function

' ------------------------------------------------------------------------------------------------------ what is asked

Public Function IsClosed(ByVal row As Long, ByVal column As Long) As Boolean
    Dim rule As Long
    For rule = gFirstRule To gLastRule
        If RuleKind(rule) = "closed" Then
            If RuleColumn(rule) = gName(column) Then
                If RuleIsFor(rule, gKey(row)) Then IsClosed = True
            End If
        End If
    Next
End Function

' Whether a person is to write in this cell.
Public Function IsAsked(ByVal row As Long, ByVal column As Long) As Boolean
    If gRole(column) <> "input" Then Exit Function
    If gParts(row) <> "" And gSummed(column) Then Exit Function
    IsAsked = Not IsClosed(row, column)
End Function

' The rule for the kind of cell; 0 where there is none.
Public Function CellRule(ByVal row As Long, ByVal column As Long) As Long
    Dim rule As Long, key As String
    If row > 0 Then key = gKey(row)
    For rule = gFirstRule To gLastRule
        If Left(RuleKind(rule), 5) = "cell " Then
            If IsOfColumn(RuleColumn(rule), column) Then
                If RuleIsFor(rule, key) Then
                    CellRule = rule
                    Exit Function
                End If
            End If
        End If
    Next
End Function

' What a row is called: the longer of its first two labels.
Public Function LabelOf(ByVal at As Long) As String
    Dim i As Long, seen As Long, text As String
    If at < 1 Then Exit Function
    For i = 1 To gColumns
        If gRole(i) = "label" And gPlace(i) > 0 And seen < 2 Then
            seen = seen + 1
            text = TextAt(at, gPlace(i))
            If Len(text) > Len(LabelOf) Then LabelOf = text
        End If
    Next
    LabelOf = Shown(LabelOf)
End Function
