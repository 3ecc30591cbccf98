Option Explicit
' The table of rules that stands on a very hidden sheet of the workbook: see followup/stages/rules_table.py.

Private mCount As Long
Private mRule() As Variant     ' the fields of each rule
Private mFile As String
Private mGuards As String

Public Function RulesSheet() As String
    RulesSheet = "_rules"
End Function

' Reads the table; false where the workbook has none.
Public Function LoadRules(ByVal book As Object) As Boolean
    Dim sheet As Object, row As Long, each_() As String, i As Long
    mCount = 0
    For Each sheet In book.Worksheets
        If sheet.Name = RulesSheet() Then
            mFile = sheet.Cells(1, 2).Value
            mGuards = sheet.Cells(1, 4).Value
            row = 2
            Do While sheet.Cells(row, 1).Value <> ""
                each_ = Split(sheet.Cells(row, 1).Value, ChrW(182))
                For i = LBound(each_) To UBound(each_)
                    If each_(i) <> "" Then AddRule each_(i)
                Next
                row = row + 1
            Loop
        End If
    Next
    LoadRules = mCount > 0
End Function

Private Sub AddRule(ByVal text As String)
    mCount = mCount + 1
    ReDim Preserve mRule(1 To mCount)
    mRule(mCount) = Split(text & String(10, ChrW(166)), ChrW(166))
End Sub

Public Function RuleCount() As Long
    RuleCount = mCount
End Function

' What the file is to be called when it is sent.
Public Function FileName() As String
    FileName = mFile
End Function

' What stands above each block for an answer in words.
Public Function Guards() As String
    Guards = mGuards
End Function

Public Function RuleSection(ByVal rule As Long) As String
    RuleSection = mRule(rule)(0)
End Function

Public Function RuleColumn(ByVal rule As Long) As String
    RuleColumn = mRule(rule)(1)
End Function

Public Function RuleKind(ByVal rule As Long) As String
    RuleKind = mRule(rule)(2)
End Function

Public Function RuleLeast(ByVal rule As Long) As String
    RuleLeast = mRule(rule)(3)
End Function

Public Function RuleMost(ByVal rule As Long) As String
    RuleMost = mRule(rule)(4)
End Function

Public Function RuleWords(ByVal rule As Long) As String
    RuleWords = mRule(rule)(5)
End Function

Public Function RuleOthers(ByVal rule As Long) As String
    RuleOthers = mRule(rule)(6)
End Function

Public Function RuleIsError(ByVal rule As Long) As Boolean
    RuleIsError = mRule(rule)(7) = "error"
End Function

Public Function RuleName(ByVal rule As Long) As String
    RuleName = mRule(rule)(8)
End Function

Public Function RuleAdvice(ByVal rule As Long) As String
    RuleAdvice = mRule(rule)(9)
End Function

Public Function RuleRows(ByVal rule As Long) As String
    RuleRows = mRule(rule)(10)
End Function

' Whether it is a rule for a row; one without rows is for all.
Public Function RuleIsFor(ByVal rule As Long, ByVal key As String) As Boolean
    RuleIsFor = RuleRows(rule) = ""
    If Not RuleIsFor Then RuleIsFor = IsListed(RuleRows(rule), key)
End Function
