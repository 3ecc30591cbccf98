Option Explicit
' Goes through every table of the workbook: its cells by their kind, then its rows by the tests that the sections state.

Private mSheet As Long         ' the number of the sheet that is looked at
Private mSeen As String        ' sections that were found
Private mRemarked As Boolean   ' whether something was said of the comment that explains the row

Public Sub CheckWorkbook(ByVal book As Object)
    Dim i As Long
    ForgetFindings
    mSeen = ""
    For i = 1 To book.Worksheets.Count
        If IsLookedAt(book.Worksheets(i)) Then CheckSheet book.Worksheets(i), i
    Next
    TellMissingTables book
End Sub

Private Function IsLookedAt(ByVal sheet As Object) As Boolean
    IsLookedAt = Left(sheet.Name, 1) <> "_" And Not IsOurSheet(sheet)
End Function

' Each mark on a sheet, from the top down.
Private Sub CheckSheet(ByVal sheet As Object, ByVal number As Long)
    Dim rule As Long, row As Long, column As Long
    mSheet = number
    TakeSheet sheet
    For row = 1 To LastRow()
        For column = 1 To LastColumn()
            If IsMark(row, column) Then CheckTable Mid(RawAt(row, column), 2), row, column
        Next
    Next
End Sub

Private Function IsMark(ByVal row As Long, ByVal column As Long) As Boolean
    Dim rule As Long, text As String
    If VarType(RawAt(row, column)) <> 8 Then Exit Function
    text = RawAt(row, column)
    If Left(text, 1) <> "#" Then Exit Function
    For rule = 1 To RuleCount()
        If RuleKind(rule) = "table" And "#" & RuleSection(rule) = text Then IsMark = True
    Next
End Function

Private Sub CheckTable(ByVal section As String, ByVal row As Long, ByVal column As Long)
    TakeTable section
    If Not IsMarkAt(row, column) Then Exit Sub
    PlaceTable row, column, NextMark(row)
    If IsListed(mSeen, section) Then
        PutTold row, LeftColumn(), True, "", "", Filled(WhyTableTwice(), ItemAt(TitleOf(section), 0)), "table-twice"
        Exit Sub
    End If
    mSeen = mSeen & vbLf & section
    If gShape = "listing" Then TakeListed
    TellStructure
    ReadCells
    SettleRows
    TellClosed
    CheckRows
End Sub

Private Function NextMark(ByVal above As Long) As Long
    Dim row As Long, column As Long
    For row = above + 1 To LastRow()
        For column = 1 To LastColumn()
            If IsMark(row, column) Then
                NextMark = row
                Exit Function
            End If
        Next
    Next
End Function

Private Function TitleOf(ByVal section As String) As String
    Dim rule As Long
    For rule = 1 To RuleCount()
        If RuleKind(rule) = "table" And RuleSection(rule) = section Then TitleOf = RuleWords(rule)
    Next
End Function

Private Function LeftColumn() As Long
    Dim i As Long
    LeftColumn = gKeyColumn
    For i = gColumns To 1 Step -1
        If gPlace(i) > 0 And (LeftColumn = gKeyColumn Or gPlace(i) < LeftColumn) Then LeftColumn = gPlace(i)
    Next
End Function

' Every row of a listing with something in it.
Private Sub TakeListed()
    Dim row As Long
    gRows = 0
    For row = gHeader + 1 To gEnd - 1
        If HasSomething(row) Then
            gRows = gRows + 1
            ReDim Preserve gKey(1 To gRows)
            ReDim Preserve gAt(1 To gRows)
            ReDim Preserve gOptional(1 To gRows)
            ReDim Preserve gParts(1 To gRows)
            gKey(gRows) = ""
            gAt(gRows) = row
        End If
    Next
End Sub

' ------------------------------------------------------------------------------------------- tables, columns and rows

Private Sub TellMissingTables(ByVal book As Object)
    Dim rule As Long, told As String
    For rule = 1 To RuleCount()
        If RuleKind(rule) = "table" And Not IsListed(mSeen & vbLf & told, RuleSection(rule)) Then
            told = told & vbLf & RuleSection(rule)
            TakeTable RuleSection(rule)
            If Not IsKnownByTitles(book) Then AddFinding 0, 0, 0, True, "", "", Filled(WhyTableMissing(), ItemAt(RuleWords(rule), 0)), "table-missing"
        End If
    Next
End Sub

' Whether half of a table's titles stand in some row, without its mark: followup check may know it by them.
Private Function IsKnownByTitles(ByVal book As Object) As Boolean
    Dim sheet As Object, row As Long, column As Long, i As Long, hits As Long
    For Each sheet In book.Worksheets
        If IsLookedAt(sheet) Then
            TakeSheet sheet
            For row = 1 To LastRow()
                hits = 0
                For column = 1 To LastColumn()
                    For i = 1 To gColumns
                        If Comparable(TextAt(row, column)) = Comparable(gTitle(i)) Then hits = hits + 1
                    Next
                Next
                If hits >= 2 And hits * 2 >= gColumns Then IsKnownByTitles = True
            Next
        End If
    Next
End Function

Private Sub TellStructure()
    Dim i As Long, row As Long
    For i = 1 To gColumns
        If gPlace(i) = 0 Then
            If gRole(i) = "input" Then PutTold 0, 0, True, "", "", Filled(WhyColumnMissing(), gTitle(i)), "column-missing"
        ElseIf Not IsEmptyAt(gHeader, gPlace(i)) And Not IsATitleOf(i, TextAt(gHeader, gPlace(i))) Then
            PutTold gHeader, gPlace(i), False, "", Shown(TextAt(gHeader, gPlace(i))), WhyHeaderChanged(), "header-changed"
        End If
    Next
    If gShape = "listing" Then Exit Sub
    For i = 1 To gRows
        If gAt(i) = 0 And Not gLoose Then PutTold 0, 0, True, "", "", Filled(WhyRowMissing(), gKey(i)), "row-missing"
    Next
    For row = gKeyRow + 1 To gEnd - 1
        TellStrangeRow row
    Next
End Sub

Private Function IsATitleOf(ByVal column As Long, ByVal text As String) As Boolean
    IsATitleOf = Comparable(text) = Comparable(gTitle(column))
End Function

' A row with a key that stands already, or that the plan does not have.
Private Sub TellStrangeRow(ByVal row As Long)
    Dim key As String, i As Long
    If row = gHeader Or IsEmptyAt(row, gKeyColumn) Then Exit Sub
    key = TextAt(row, gKeyColumn)
    i = RowOf(key)
    If i = 0 Then
        TellAnswersOf row, 0, Filled(WhyRowUnknown(), key), "row-unknown"
    ElseIf gAt(i) <> row Then
        PutTold row, LeftColumn(), True, "", "", Filled(WhyRowTwice(), CStr(gAt(i))), "row-twice"
        If SaysOtherwise(row, gAt(i)) Then TellAnswersOf row, gAt(i), Filled(WhyAnswerTwice(), CStr(gAt(i))), "row-twice"
    End If
End Sub

Private Function SaysOtherwise(ByVal row As Long, ByVal other As Long) As Boolean
    Dim i As Long
    For i = 1 To gColumns
        If gRole(i) = "input" And gPlace(i) > 0 Then
            If Not IsEmptyAt(row, gPlace(i)) And TextAt(row, gPlace(i)) <> TextAt(other, gPlace(i)) Then SaysOtherwise = True
        End If
    Next
End Function

Private Sub TellAnswersOf(ByVal row As Long, ByVal other As Long, ByVal advice As String, ByVal rule As String)
    Dim i As Long, ours As Boolean
    For i = 1 To gColumns
        If gPlace(i) > 0 Then
            If Not IsEmptyAt(row, gPlace(i)) And (gRole(i) = "input" Or gRole(i) = "computed") Then
                ours = gRole(i) = "computed" And IsFormulaAt(row, gPlace(i))
                If Not ours Then PutTold row, gPlace(i), True, gTitle(i), Shown(TextAt(row, gPlace(i))), advice, rule
            End If
        End If
    Next
End Sub

' ------------------------------------------------------------------------------------------------------------- cells

Private Sub ReadCells()
    Dim row As Long, column As Long
    If gRows = 0 Then Exit Sub
    ReDim gCell(1 To gRows, 1 To gColumns)
    ReDim gFigure(1 To gRows, 1 To gColumns)
    ReDim gSaid(1 To gRows, 1 To gColumns)
    ReDim gToldAt(1 To gRows, 1 To gColumns)
    For row = 1 To gRows
        If gAt(row) > 0 Then
            For column = 1 To gColumns
                If gPlace(column) > 0 Then ReadCell row, column
            Next
        End If
    Next
End Sub

Private Sub ReadCell(ByVal row As Long, ByVal column As Long)
    Dim rule As Long, asked As Boolean
    If gRole(column) = "label" Or gRole(column) = "earlier" Then
        ReadPlans row, column
        Exit Sub
    End If
    asked = IsAsked(row, column)
    If gRole(column) <> "input" Or (Not asked And Not IsClosed(row, column)) Then Exit Sub
    rule = CellRule(row, column)
    If rule = 0 Then Exit Sub
    If RuleKind(rule) = "cell prose" And gShape = "blocks" Then
        ReadBlock row, column, rule
        Exit Sub
    End If
    JudgeCell rule, RawAt(gAt(row), gPlace(column)), KindAt(gAt(row), gPlace(column))
    Keep row, column
End Sub

' What was judged, kept for the tests; what is wrong with it is told.
Private Sub Keep(ByVal row As Long, ByVal column As Long)
    gCell(row, column) = gState
    gFigure(row, column) = gNumber
    gSaid(row, column) = gText
    If gRule <> "" Then
        TellOf row, column, gIsError, FoundAt(row, column), gAdvice, gRule
        gToldAt(row, column) = True
    End If
    If gState = StateText() Then TellPersonalNumbers row, column, TextAt(gAt(row), gPlace(column))
End Sub

Private Sub TellPersonalNumbers(ByVal row As Long, ByVal column As Long, ByVal text As String)
    Dim numbers As String
    numbers = MaskedNumbers(text)
    If numbers <> "" Then TellOf row, column, False, numbers, WhyPersonalNumber(), "personal-number"
End Sub

' What the plan wrote: its own figures count, whatever stands there.
Private Sub ReadPlans(ByVal row As Long, ByVal column As Long)
    Dim own As String, kind As Long
    gSaid(row, column) = TextAt(gAt(row), gPlace(column))
    If gRole(column) = "label" Then Exit Sub
    own = OwnFigure(row, column)
    If IsPlainNumber(own) Then
        gCell(row, column) = StateNumber()
        gFigure(row, column) = Val(own)
    End If
    kind = KindAt(gAt(row), gPlace(column))
    If kind = 0 Or gParts(row) <> "" Then Exit Sub
    If kind = 2 And IsPlainNumber(own) Then
        If Abs(RawAt(gAt(row), gPlace(column)) - Val(own)) <= 0.000000001 Then Exit Sub
    ElseIf kind <> 5 And Comparable(Replace(own, ".", ",")) = Comparable(gSaid(row, column)) Then
        Exit Sub
    End If
    TellOf row, column, False, FoundAt(row, column), WhyFigureChanged(), "prefilled-changed"
End Sub

Private Function IsPlainNumber(ByVal text As String) As Boolean
    IsPlainNumber = text <> "" And Not (text Like "*[!0-9.-]*")
End Function

Private Function OwnFigure(ByVal row As Long, ByVal column As Long) As String
    Dim rule As Long, keys() As String, i As Long
    For rule = gFirstRule To gLastRule
        If RuleKind(rule) = "figures" And RuleColumn(rule) = gName(column) Then
            If RuleRows(rule) = "" Then
                OwnFigure = ItemAt(RuleWords(rule), row - 1)
            Else
                keys = Split(RuleRows(rule), vbLf)
                For i = LBound(keys) To UBound(keys)
                    If keys(i) = gKey(row) Then OwnFigure = ItemAt(RuleWords(rule), i)
                Next
            End If
        End If
    Next
End Function

' An answer in words: the rows of the block, without the line that says where to write.
Private Sub ReadBlock(ByVal row As Long, ByVal column As Long, ByVal rule As Long)
    Dim at As Long, last As Long, place As Long, refused As Boolean, text As String, first As Boolean
    place = gPlace(column)
    last = BlockEnd(gAt(row)) - 1
    first = IsFirstBlock(gAt(row))
    For at = gAt(row) To last
        If Not IsEmptyAt(at, place) And Not (at = gAt(row) And IsGuard(TextAt(at, place))) Then
            If at = gAt(row) And Not first And Not IsEmptyAt(at - 1, place) Then
                TellBlockRunsOn gAt(row), last, column
                gCell(row, column) = StateRefused()
                Exit Sub
            End If
            JudgeCell rule, RawAt(at, place), KindAt(at, place)
            If gRule <> "" Then PutTold at, place, gIsError, gTitle(column), Shown(TextAt(at, place)), gAdvice, gRule
            If gState = StateRefused() Then refused = True
            If gState = StateText() Then text = text & gText & vbLf
        End If
    Next
    gSaid(row, column) = text
    If text <> "" Then gCell(row, column) = StateText()
    TellPersonalNumbers row, column, text
    If refused Then gCell(row, column) = StateRefused()
End Sub

Private Sub TellBlockRunsOn(ByVal first As Long, ByVal last As Long, ByVal column As Long)
    Dim at As Long
    For at = first To last
        If Not IsEmptyAt(at, gPlace(column)) Then PutTold at, gPlace(column), True, gTitle(column), Shown(TextAt(at, gPlace(column))), WhyTextRunsOn(), "text-runs-on"
    Next
End Sub

Private Function IsFirstBlock(ByVal at As Long) As Boolean
    Dim i As Long
    IsFirstBlock = True
    For i = 1 To gRows
        If gAt(i) > 0 And gAt(i) < at Then IsFirstBlock = False
    Next
End Function

Private Function IsGuard(ByVal text As String) As Boolean
    IsGuard = IsListed(LCase(Guards()), Comparable(text))
End Function

' Answers in grey cells, unless something was told of them already.
Private Sub TellClosed()
    Dim row As Long, column As Long
    For row = 1 To gRows
        For column = 1 To gColumns
            If gAt(row) > 0 And gPlace(column) > 0 And gRole(column) = "input" Then
                If IsClosed(row, column) And Not gToldAt(row, column) And (gParts(row) = "" Or Not gSummed(column)) Then
                    If Not IsEmptyAt(gAt(row), gPlace(column)) Then TellOf row, column, False, FoundAt(row, column), WhyNotAskedFor(), "not-asked-for"
                End If
            End If
        Next
    Next
End Sub

' --------------------------------------------------------------------------------------------- what a section settles

Private Sub SettleRows()
    Dim rule As Long, row As Long
    For rule = gFirstRule To gLastRule
        If RuleKind(rule) = "test spread" Then
            For row = 1 To gRows
                If gAt(row) > 0 Then SpreadRow row, rule
            Next
        End If
    Next
    For rule = gFirstRule To gLastRule
        If RuleKind(rule) = "test ratio" Then
            For row = 1 To gRows
                If gAt(row) > 0 And RuleIsFor(rule, gKey(row)) Then WeighRow row, rule
            Next
        End If
    Next
    AddUp
End Sub

' Figures for several parts in one cell go to the columns of these parts.
Private Sub SpreadRow(ByVal row As Long, ByVal rule As Long)
    Dim column As Long
    For column = 1 To gColumns
        If gCell(row, column) = StateSeveral() And gSaid(row, column) <> "" Then
            If gBase(column) <> RuleColumn(rule) Then
                TellOf row, column, True, "", WhySeveralFigures(), "several-figures"
                gCell(row, column) = StateRefused()
            Else
                SpreadCell row, column, rule
            End If
        End If
    Next
End Sub

Private Sub SpreadCell(ByVal row As Long, ByVal column As Long, ByVal rule As Long)
    Dim parts() As String, i As Long, other As Long, clash As Boolean
    parts = Split(gSaid(row, column), vbLf)
    gCell(row, column) = StateEmpty()
    For i = LBound(parts) To UBound(parts) - 1
        other = ColumnOf(RuleColumn(rule) & "." & Left(parts(i), InStr(parts(i), vbTab) - 1))
        If other > 0 Then
            If gCell(row, other) = StateSeveral() And gSaid(row, other) <> "" Then clash = True
            If gCell(row, other) = StateNumber() And gFigure(row, other) <> Val(Mid(parts(i), InStr(parts(i), vbTab) + 1)) Then clash = True
        End If
    Next
    If clash Then
        gCell(row, column) = StateRefused()
        gToldAt(row, column) = True
        TellOf row, column, True, FoundAt(row, column), RuleAdvice(rule), RuleName(rule)
        Exit Sub
    End If
    For i = LBound(parts) To UBound(parts) - 1
        other = ColumnOf(RuleColumn(rule) & "." & Left(parts(i), InStr(parts(i), vbTab) - 1))
        If other > 0 Then
            gCell(row, other) = StateNumber()
            gFigure(row, other) = Val(Mid(parts(i), InStr(parts(i), vbTab) + 1))
        End If
    Next
End Sub

' A share that follows from its numerator and denominator.
Private Sub WeighRow(ByVal row As Long, ByVal rule As Long)
    Dim column As Long, above As Long, below As Long, share As Double
    For column = 1 To gColumns
        If gBase(column) = RuleColumn(rule) And gPlace(column) > 0 Then
            above = ColumnOf(ItemAt(RuleOthers(rule), 0) & "." & PartAt(column))
            below = ColumnOf(ItemAt(RuleOthers(rule), 1) & "." & PartAt(column))
            If IsFigure(row, above) And IsFigure(row, below) Then
                If gFigure(row, below) <> 0 Then
                    share = gFigure(row, above) / gFigure(row, below) * Val(ItemAt(RuleWords(rule), 0))
                    WeighCell row, column, rule, share
                End If
            End If
        End If
    Next
End Sub

Private Sub WeighCell(ByVal row As Long, ByVal column As Long, ByVal rule As Long, ByVal share As Double)
    Dim shown_ As String
    If gCell(row, column) = StateNumber() Then
        If Abs(gFigure(row, column) - share) <= Rounding(ItemAt(RuleWords(rule), 1), gFigure(row, column)) Then Exit Sub
        shown_ = ShownNumber(Round(share, 4))
        If ItemAt(RuleWords(rule), 1) <> "" Then shown_ = ShownShare(Round(share, 4))
        TellOf row, column, True, FoundAt(row, column), Filled(RuleAdvice(rule), shown_), RuleName(rule)
        gCell(row, column) = StateRefused()
    ElseIf gCell(row, column) <> StateRefused() Then
        gCell(row, column) = StateNumber()
        gFigure(row, column) = share
    End If
End Sub

' How far a figure may be from its share, by the decimals that it is written with.
Private Function Rounding(ByVal stated As String, ByVal written As Double) As Double
    Dim text As String
    If stated <> "" Then
        Rounding = Val(stated)
    Else
        text = Trim(Str(written))
        Rounding = 0.6
        If InStr(text, ".") > 0 Then Rounding = 0.6 / 10 ^ (Len(text) - InStr(text, "."))
    End If
    Rounding = Rounding + 0.0000000001
End Function

Private Function IsFigure(ByVal row As Long, ByVal column As Long) As Boolean
    If column > 0 Then IsFigure = gCell(row, column) = StateNumber()
End Function

' ---------------------------------------------------------------------------------------------------------------- sums

Private Sub AddUp()
    Dim row As Long, column As Long
    For column = 1 To gColumns
        For row = 1 To gRows
            If gParts(row) <> "" And gSummed(column) Then TellTotal row, column
        Next
    Next
    For column = 1 To gColumns
        For row = 1 To gRows
            If gAt(row) > 0 And gRole(column) = "computed" Then TellDerived row, column
        Next
    Next
End Sub

' The sum of a row's parts in a column; how many figures of how many there were.
Private Function SumOf(ByVal row As Long, ByVal column As Long, have As Long, wanted As Long) As Double
    Dim parts() As String, i As Long, child As Long
    If gParts(row) = "" Then
        wanted = wanted + 1
        If gCell(row, column) = StateNumber() Then
            have = have + 1
            SumOf = gFigure(row, column)
        End If
        Exit Function
    End If
    parts = Split(gParts(row), vbLf)
    For i = LBound(parts) To UBound(parts)
        child = RowOf(parts(i))
        If child > 0 Then SumOf = SumOf + SumBelow(child, column, have, wanted)
    Next
End Function

Private Function SumBelow(ByVal row As Long, ByVal column As Long, have As Long, wanted As Long) As Double
    SumBelow = SumOf(row, column, have, wanted)
End Function

Private Sub TellTotal(ByVal row As Long, ByVal column As Long)
    Dim total As Double, have As Long, wanted As Long, rule As String, advice As String, shown_ As String
    total = SumOf(row, column, have, wanted)
    If gAt(row) = 0 Or gPlace(column) = 0 Then Exit Sub
    If IsSameAs(row, column, total, have > 0) Then Exit Sub
    rule = "computed-overwritten"
    advice = WhyOverwritten()
    If gRole(column) = "input" Then
        rule = "total-does-not-add-up"
        shown_ = ChrW(8211)
        If have > 0 Then shown_ = ShownNumber(total)
        advice = Filled(WhyTotal(), shown_)
    End If
    TellOf row, column, gRole(column) = "input", FoundAt(row, column), advice, rule
    gCell(row, column) = StateRefused()
End Sub

' Whether a cell that is worked out is empty, a formula, or says what it must.
Private Function IsSameAs(ByVal row As Long, ByVal column As Long, ByVal wanted As Double, ByVal known As Boolean) As Boolean
    Dim kind As Long
    kind = KindAt(gAt(row), gPlace(column))
    If kind = 0 Then
        IsSameAs = True
    ElseIf IsFormulaAt(gAt(row), gPlace(column)) Then
        IsSameAs = True
    ElseIf kind = 2 And known Then
        IsSameAs = Abs(RawAt(gAt(row), gPlace(column)) - wanted) <= 0.000000001
    End If
End Function

Private Sub TellDerived(ByVal row As Long, ByVal column As Long)
    Dim rule As Long, known As Boolean, wanted As Double
    If gPlace(column) = 0 Then Exit Sub
    For rule = gFirstRule To gLastRule
        If RuleKind(rule) = "derived" And RuleColumn(rule) = gName(column) Then
            wanted = Derived(row, rule, known)
            If Not IsSameAs(row, column, wanted, known) Then TellOf row, column, False, FoundAt(row, column), WhyOverwritten(), "computed-overwritten"
        End If
    Next
End Sub

Private Function Derived(ByVal row As Long, ByVal rule As Long, known As Boolean) As Double
    Dim first As Double, second As Double, has1 As Boolean, has2 As Boolean, columns() As String, i As Long, each_ As Double, has As Boolean
    known = False
    columns = Split(RuleOthers(rule), vbLf)
    If ItemAt(RuleWords(rule), 0) = "total" Then
        For i = LBound(columns) To UBound(columns)
            each_ = Summed(row, ColumnOf(columns(i)), False, has)
            If has Then known = True
            Derived = Derived + each_
        Next
        Exit Function
    End If
    first = Summed(row, ColumnOf(columns(0)), True, has1)
    second = Summed(row, ColumnOf(columns(1)), True, has2)
    If Not has1 Or Not has2 Or second = 0 Then Exit Function
    known = True
    Derived = first / second
    If ItemAt(RuleWords(rule), 0) = "change" Then Derived = first / second - 1
End Function

' The figure of a row, or the sum of its parts; a sum that lacks one is no figure where all are needed.
Private Function Summed(ByVal row As Long, ByVal column As Long, ByVal all As Boolean, has As Boolean) As Double
    Dim have As Long, wanted As Long
    has = False
    If column = 0 Then Exit Function
    If gParts(row) <> "" And gSummed(column) Then
        Summed = SumOf(row, column, have, wanted)
        has = have > 0 And (have = wanted Or Not all)
    Else
        has = gCell(row, column) = StateNumber()
        Summed = gFigure(row, column)
    End If
End Function

' --------------------------------------------------------------------------------------------------------------- rows

Private Sub CheckRows()
    Dim row As Long
    For row = 1 To gRows
        If gAt(row) > 0 Then CheckRow row
    Next
End Sub

' The tests of a row; where its comment explains them, what is only to be looked at is left out.
Private Sub CheckRow(ByVal row As Long)
    Dim rule As Long, explained As Boolean
    mRemarked = False
    If gExplains > 0 Then
        If IsAsked(row, gExplains) And gCell(row, gExplains) = StateText() Then explained = Not IsRemarked(row)
    End If
    For rule = gFirstRule To gLastRule
        If Left(RuleKind(rule), 5) = "test " And RuleIsFor(rule, gKey(row)) Then TestRow row, rule, explained
        If RuleKind(rule) = "required" Then TestRequired row, rule
    Next
End Sub

' Whether a test says something of the comment itself: then it explains nothing.
Private Function IsRemarked(ByVal row As Long) As Boolean
    Dim rule As Long
    For rule = gFirstRule To gLastRule
        If RuleColumn(rule) = gName(gExplains) And Left(RuleKind(rule), 5) = "test " Then
            If RuleIsFor(rule, gKey(row)) Then
                If Fails(row, gExplains, rule) Then IsRemarked = True
            End If
        End If
    Next
End Function

Private Sub TestRequired(ByVal row As Long, ByVal rule As Long)
    Dim column As Long
    column = ColumnOf(RuleColumn(rule))
    If gCell(row, column) = StateEmpty() Then TellOf row, column, True, "", Filled(WhyRequired(), RuleAdvice(rule)), RuleName(rule)
End Sub

Private Sub TestRow(ByVal row As Long, ByVal rule As Long, ByVal explained As Boolean)
    Dim column As Long
    For column = 1 To gColumns
        If IsOfColumn(RuleColumn(rule), column) Then
            If Fails(row, column, rule) And gCell(row, column) <> StateRefused() Then
                If RuleIsError(rule) Or Not explained Or column = gExplains Then TellTest row, column, rule
            End If
        End If
    Next
End Sub

Private Sub TellTest(ByVal row As Long, ByVal column As Long, ByVal rule As Long)
    Dim found As String, advice As String, value As String
    found = FoundAt(row, column)
    advice = RuleAdvice(rule)
    Select Case Mid(RuleKind(rule), 6)
        Case "at most", "near"
            advice = Filled(advice, ShownNumber(gFigure(row, ColumnOf(RuleOthers(rule)))))
        Case "chosen"
            value = ItemAt(RuleOthers(rule), 1)
            If value <> "" Then advice = Filled(advice, TextAt(gAt(row), gPlace(ColumnOf(value))))
        Case "always"
            found = ItemAt(RuleWords(rule), 0)
            advice = FilledTwo(advice, ShownText(ItemAt(RuleWords(rule), 1)), ShownText(ItemAt(RuleWords(rule), 2)))
        Case "parts"
            advice = Filled(advice, ShownNumber(PartsTotal(row, RuleOthers(rule), 0, 0)))
        Case "times"
            advice = FilledTwo(advice, ShownNumber(gFigure(row, column)), ShownNumber(OtherReading(row, column, rule)))
        Case "length"
            found = CStr(WordsIn(gSaid(row, column)))
            advice = Filled(advice, ItemAt(RuleWords(rule), 0))
        Case "mentions"
            found = Mid(RuleWords(rule), InStrRev(vbLf & RuleWords(rule), vbLf))
            advice = Filled(advice, Replace(RuleWords(rule), vbLf, ", "))
    End Select
    TellOf row, column, RuleIsError(rule), found, advice, RuleName(rule)
End Sub

Private Function ShownText(ByVal number As String) As String
    If number <> "" Then ShownText = ShownNumber(Val(number))
End Function

' Whether a row is not as the test wants it.
Private Function Fails(ByVal row As Long, ByVal column As Long, ByVal rule As Long) As Boolean
    Select Case Mid(RuleKind(rule), 6)
        Case "answered"
            Fails = IsUnanswered(row, column, rule)
        Case "with"
            If gCell(row, column) = StateEmpty() Then Fails = SaysOneOf(row, ColumnOf(RuleOthers(rule)), RuleWords(rule))
        Case "weight"
            If gCell(row, column) = StateEmpty() And gPlace(column) > 0 Then Fails = HasOutcome(row, ColumnOf(RuleOthers(rule) & "." & PartAt(column)))
        Case "chosen"
            If SaysOneOf(row, column, RuleWords(rule)) Then Fails = IsEmptyColumn(row, ItemAt(RuleOthers(rule), 0))
        Case "at most"
            If gParts(row) = "" And IsFigure(row, column) And IsFigure(row, ColumnOf(RuleOthers(rule))) Then Fails = gFigure(row, column) > gFigure(row, ColumnOf(RuleOthers(rule)))
        Case "near"
            Fails = IsFar(row, column, rule)
        Case "times"
            Fails = OtherReading(row, column, rule) <> 0
        Case "parts"
            Fails = PartsDiffer(row, column, RuleOthers(rule))
        Case "always"
            Fails = True
        Case "pattern"
            Fails = IsPattern(ItemAt(RuleWords(rule), 0), gSaid(row, column))
        Case "length"
            If gCell(row, column) = StateText() Then Fails = WordsIn(gSaid(row, column)) > Val(ItemAt(RuleWords(rule), 0))
        Case "mentions"
            If gCell(row, column) = StateText() Then Fails = Not Mentions(gSaid(row, column), RuleWords(rule))
    End Select
End Function

' Neither the column nor, where others are named, any of those has an answer.
Private Function IsUnanswered(ByVal row As Long, ByVal column As Long, ByVal rule As Long) As Boolean
    Dim other As Long
    If gOptional(row) Then Exit Function
    If RuleOthers(rule) = "" Then
        If gParts(row) <> "" Or IsClosed(row, column) Then Exit Function
        IsUnanswered = gCell(row, column) = StateEmpty()
        Exit Function
    End If
    IsUnanswered = True
    For other = 1 To gColumns
        If IsOfColumn(RuleOthers(rule), other) And gCell(row, other) <> StateEmpty() Then IsUnanswered = False
    Next
End Function

Private Function SaysOneOf(ByVal row As Long, ByVal column As Long, ByVal words As String) As Boolean
    If column = 0 Then Exit Function
    If gCell(row, column) = StateEmpty() Then Exit Function
    SaysOneOf = words = ""
    If Not SaysOneOf And gCell(row, column) <> StateRefused() Then SaysOneOf = IsListed(words, gSaid(row, column))
End Function

Private Function HasOutcome(ByVal row As Long, ByVal column As Long) As Boolean
    If IsFigure(row, column) Then HasOutcome = True
End Function

Private Function IsEmptyColumn(ByVal row As Long, ByVal key As String) As Boolean
    IsEmptyColumn = True
    If key <> "" Then IsEmptyColumn = gCell(row, ColumnOf(key)) = StateEmpty()
End Function

Private Function IsFar(ByVal row As Long, ByVal column As Long, ByVal rule As Long) As Boolean
    Dim other As Long
    other = ColumnOf(RuleOthers(rule))
    If gParts(row) <> "" Or Not IsFigure(row, column) Or Not IsFigure(row, other) Then Exit Function
    If gFigure(row, other) < Val(RuleWords(rule)) Then Exit Function
    IsFar = gFigure(row, column) < gFigure(row, other) / 2 Or gFigure(row, column) > gFigure(row, other) * 2
End Function

' The figure a thousand times more or less, where only that agrees with the other; 0 where it may stand.
Private Function OtherReading(ByVal row As Long, ByVal column As Long, ByVal rule As Long) As Double
    Dim other As Long, times As Double
    other = ColumnOf(RuleOthers(rule))
    If Not IsFigure(row, column) Or Not IsFigure(row, other) Then Exit Function
    times = Val(RuleWords(rule))
    If Agrees(gFigure(row, column), gFigure(row, other), times) Then Exit Function
    If Agrees(gFigure(row, column) * 1000, gFigure(row, other), times) Then
        OtherReading = gFigure(row, column) * 1000
    ElseIf Agrees(gFigure(row, column) / 1000, gFigure(row, other), times) Then
        OtherReading = gFigure(row, column) / 1000
    End If
End Function

Private Function Agrees(ByVal value As Double, ByVal before As Double, ByVal times As Double) As Boolean
    Agrees = value = 0 Or before = 0 Or (value >= before / times And value <= before * times)
End Function

Private Function PartsDiffer(ByVal row As Long, ByVal column As Long, ByVal group_ As String) As Boolean
    Dim given As Long, figures As Long, total As Double
    If gCell(row, column) <> StateNumber() And gCell(row, column) <> StateRough() Then Exit Function
    total = PartsTotal(row, group_, given, figures)
    PartsDiffer = given > 1 And given = figures And Abs(total - gFigure(row, column)) > 0.000000001
End Function

Private Function PartsTotal(ByVal row As Long, ByVal group_ As String, given As Long, figures As Long) As Double
    Dim column As Long
    For column = 1 To gColumns
        If gBase(column) = group_ Then
            If gCell(row, column) <> StateEmpty() And gCell(row, column) <> StateRefused() Then given = given + 1
            If gCell(row, column) = StateNumber() Or gCell(row, column) = StateRough() Then
                figures = figures + 1
                PartsTotal = PartsTotal + gFigure(row, column)
            End If
        End If
    Next
End Function

Private Function IsPattern(ByVal name As String, ByVal text As String) As Boolean
    Dim bare As String
    bare = LCase(Plain(text))
    Do While Right(bare, 1) = "." Or Right(bare, 1) = "!" Or Right(bare, 1) = " "
        bare = Left(bare, Len(bare) - 1)
    Loop
    If bare <> "" Then IsPattern = Matches(Meaning(PatternsNamed(), name), bare)
End Function

Private Function WordsIn(ByVal text As String) As Long
    Dim bare As String
    bare = Plain(Exchanged(text, "173,8203,8288,65279", ""))
    If bare <> "" Then WordsIn = UBound(Split(bare, " ")) + 1
End Function

' Whether one of the words stands in the text in any of its forms: the same as followup/rules/naming_words.py.
Private Function Mentions(ByVal text As String, ByVal words As String) As Boolean
    Dim each_() As String, i As Long
    text = LCase(Plain(text))
    each_ = Split(words, vbLf)
    For i = LBound(each_) To UBound(each_)
        If IsNamed(text, LCase(Plain(each_(i)))) Then Mentions = True
    Next
End Function

Private Function IsNamed(ByVal text As String, ByVal word As String) As Boolean
    Dim bare As String, at As Long, last As Long, ending As String, named As Boolean
    bare = Stripped(word, " *")
    If bare = "" Then Exit Function
    at = InStr(text, bare)
    Do While at > 0 And Not named
        last = at + Len(bare)
        Do While IsWordSign(text, last)
            last = last + 1
        Loop
        ending = Mid(text, at + Len(bare), last - at - Len(bare))
        named = Right(word, 1) = "*" Or ending = "" Or IsListed(WordsEndings(), ending)
        If Left(word, 1) <> "*" And IsWordSign(text, at - 1) Then named = False
        at = InStr(at + 1, text, bare)
    Loop
    IsNamed = named
End Function

' A letter, a digit or a low line; letters are what has capitals.
Private Function IsWordSign(ByVal text As String, ByVal place As Long) As Boolean
    Dim sign As String
    If place < 1 Or place > Len(text) Then Exit Function
    sign = Mid(text, place, 1)
    IsWordSign = sign = "_" Or (sign Like "[0-9]") Or UCase(sign) <> LCase(sign)
End Function

' ------------------------------------------------------------------------------------------------------------ telling

Private Function FoundAt(ByVal row As Long, ByVal column As Long) As String
    If gPlace(column) > 0 Then FoundAt = Shown(TextAt(gAt(row), gPlace(column)))
End Function

' At a cell of a row; that of an answer in words is the line below.
Private Sub TellOf(ByVal row As Long, ByVal column As Long, ByVal isError_ As Boolean, ByVal found As String, ByVal advice As String, ByVal rule As String)
    Dim at As Long, label As String
    If gPlace(column) = 0 Then
        PutTold 0, 0, isError_, gTitle(column), found, advice, rule
        Exit Sub
    End If
    at = gAt(row)
    If gShape = "blocks" Then
        If CellRule(row, column) > 0 Then
            If RuleKind(CellRule(row, column)) = "cell prose" And BlockEnd(at) - 1 > at Then at = at + 1
        End If
    End If
    label = LabelOf(gAt(row))
    If label <> "" Then label = label & " " & ChrW(183) & " "
    PutTold at, gPlace(column), isError_, label & gTitle(column), found, advice, rule
End Sub

Private Sub PutTold(ByVal row As Long, ByVal column As Long, ByVal isError_ As Boolean, ByVal label As String, ByVal found As String, ByVal advice As String, ByVal rule As String)
    AddFinding mSheet, row, column, isError_, label, found, advice, rule
End Sub
