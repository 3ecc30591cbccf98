Option Explicit
' What the workbook's own formulas find: the codes in the hidden column beside each table, read and put into words.
' Nothing is judged here. What the codes mean stands on the hidden sheet: see followup/form/self_check.

Private Const RULE As Long = 3          ' columns of the hidden sheet, from its second row on
Private Const SENTENCE As Long = 5
Private Const TITLE As Long = 6
Private Const BELOW As Long = 7

Private mWords As Variant       ' what the hidden sheet says
Private mRows As Long
Private mSheet As Long          ' the number of the sheet that is looked at
Private mKeys As Long           ' its row of keys
Private mCodes As Long          ' its column of codes

Public Function CheckSheetName() As String
    CheckSheetName = "_check"
End Function

' Takes the hidden sheet over; false where the workbook has none.
Public Function LoadSentences(ByVal book As Object) As Boolean
    Dim sheet As Object
    mRows = 0
    For Each sheet In book.Worksheets
        If sheet.Name = CheckSheetName() Then
            mRows = sheet.UsedRange.Row + sheet.UsedRange.Rows.Count - 1
            mWords = sheet.Range(sheet.Cells(1, 1), sheet.Cells(mRows + 1, BELOW)).Value
        End If
    Next
    LoadSentences = mRows > 0
    If LoadSentences Then LoadSentences = Left(mWords(1, 1), 14) = "followup check"
End Function

' What the file is to be called when it is sent.
Public Function FileName() As String
    FileName = mWords(1, 2)
End Function

' The rules that the formulas of this workbook judge, each once, one a line.
Public Function RulesJudged() As String
    Dim row As Long
    For row = 2 To mRows
        If mWords(row, RULE) <> "" And Not IsListed(RulesJudged, mWords(row, RULE)) Then
            If RulesJudged <> "" Then RulesJudged = RulesJudged & vbLf
            RulesJudged = RulesJudged & mWords(row, RULE)
        End If
    Next
End Function

Public Sub CheckWorkbook(ByVal book As Object)
    Dim i As Long
    ForgetFindings
    Application.Calculate
    For i = 1 To book.Worksheets.Count
        If Left(book.Worksheets(i).Name, 1) <> "_" And Not IsOurSheet(book.Worksheets(i)) Then CheckSheet book.Worksheets(i), i
    Next
End Sub

' Each column of codes on a sheet, down to where the next one begins.
Private Sub CheckSheet(ByVal sheet As Object, ByVal number As Long)
    Dim row As Long, column As Long
    mSheet = number
    mKeys = 0
    TakeSheet sheet
    For row = 1 To LastRow()
        For column = 1 To LastColumn()
            If IsCodesKey(row, column) Then
                mKeys = row
                mCodes = column
            End If
        Next
        If mKeys > 0 And row > mKeys Then ReadRow sheet, row
    Next
End Sub

Private Function IsCodesKey(ByVal row As Long, ByVal column As Long) As Boolean
    IsCodesKey = TextAt(row, column) = "followup.codes"
End Function

' The codes of a row, with spaces between.
Private Sub ReadRow(ByVal sheet As Object, ByVal row As Long)
    Dim codes() As String, i As Long
    codes = Split(Trim(TextAt(row, mCodes)), " ")
    For i = LBound(codes) To UBound(codes)
        If IsCode(codes(i)) Then ReadCode sheet, row, codes(i)
    Next
End Sub

Private Function IsCode(ByVal code As String) As Boolean
    If Len(code) < 6 Or InStr("!?_", Left(code, 1)) = 0 Or InStr(code, ":") = 0 Then Exit Function
    IsCode = NumberIn(code) > 1 And NumberIn(code) <= mRows
End Function

' The row of the hidden sheet that a code names.
Private Function NumberIn(ByVal code As String) As Long
    NumberIn = Val(Mid(code, InStr(code, ":") + 1, 4))
End Function

Private Sub ReadCode(ByVal sheet As Object, ByVal row As Long, ByVal code As String)
    Dim number As Long, column As Long, at As Long, label As String
    number = NumberIn(code)
    column = ColumnOf(Mid(code, 2, InStr(code, ":") - 2))
    If column = 0 Then Exit Sub
    at = row
    If mWords(number, BELOW) <> "" Then at = row + 1
    label = LabelOf(row)
    If label <> "" Then label = label & " " & ChrW(183) & " "
    AddFinding mSheet, at, column, Left(code, 1) = "!", Left(code, 1) = "_", label & mWords(number, TITLE), FoundAt(sheet, at, column), SaidBy(code), mWords(number, RULE)
End Sub

' The sentence of a code with its figures, without the title that stands before it.
Private Function SaidBy(ByVal code As String) As String
    Dim figures() As String, i As Long, number As Long
    number = NumberIn(code)
    SaidBy = Mid(mWords(number, SENTENCE), Len(mWords(number, TITLE)) + 3)
    figures = Split(code, "|")
    For i = 1 To UBound(figures)
        SaidBy = Replace(SaidBy, "{" & i & "}", figures(i))
    Next
End Function

' The column with a key in the row of keys; 0 where somebody has taken it away, of which followup check tells.
Private Function ColumnOf(ByVal key As String) As Long
    Dim column As Long
    For column = LastColumn() To 1 Step -1
        If TextAt(mKeys, column) = key Then ColumnOf = column
    Next
End Function

' What a row is called: the longer of the two first cells behind its key.
Private Function LabelOf(ByVal row As Long) As String
    Dim column As Long
    For column = 2 To 3
        If Len(TextAt(row, column)) > Len(LabelOf) And column < mCodes Then LabelOf = TextAt(row, column)
    Next
    LabelOf = Shown(LabelOf)
End Function

' What is seen in a cell; nothing of what may hold a personal identity number.
Private Function FoundAt(ByVal sheet As Object, ByVal row As Long, ByVal column As Long) As String
    FoundAt = Shown(sheet.Cells(row, column).Text)
    If HasManyDigits(FoundAt) Then FoundAt = ""
End Function

Private Function HasManyDigits(ByVal text As String) As Boolean
    Dim i As Long, digits As Long
    For i = 1 To Len(text)
        If Mid(text, i, 1) Like "[0-9]" Then digits = digits + 1
    Next
    HasManyDigits = digits >= 10
End Function
