Option Explicit
' A new merge. Where Excel has the xlwings add-in, Python refreshes the open workbook in place. Else followup is run by
' the file "program/followup.cmd" of the workspace (on other systems followup.sh), which leaves its exit code behind in
' "program/klar.txt"; a workbook that cannot be replaced because it is open gets a new one beside it, which is opened.

Private Const LONGEST_WAIT As Long = 900
Private Const NOT_DONE As Long = -1

Public Function Updated(ByVal book As Workbook) As String
    ' A sentence about what came of it.
    Dim place As String
    Updated = TextNoBook()
    If book Is Nothing Then Exit Function
    place = WorkspaceOf(book)
    Updated = TextNoWorkspace()
    If place = "" Then Exit Function
    If XlwingsIsLoaded() Then
        Updated = UpdatedByXlwings(book)
    ElseIf Not FileIsThere(RunnerIn(place)) Then
        Updated = Replace(TextNoRunner(), "{file}", RunnerIn(place))
    Else
        Updated = UpdatedByRunner(book, place)
    End If
End Function

Private Function WorkspaceOf(ByVal book As Workbook) As String
    ' The nearest folder upwards that has a plan, as the command looks for it; empty where there is none.
    Dim folder As String, slash As Long
    folder = book.Path
    If InStr(folder, "://") > 0 Then Exit Function
    Do While folder <> ""
        If FileIsThere(Joined(folder, "plan.xlsx")) Then
            WorkspaceOf = folder
            Exit Function
        End If
        slash = InStrRev(folder, Application.PathSeparator)
        If slash = 0 Then Exit Function
        folder = Left(folder, slash - 1)
    Loop
End Function

Private Function IsWindows() As Boolean
    IsWindows = Application.PathSeparator = "\"
End Function

Private Function RunnerIn(ByVal place As String) As String
    RunnerIn = Joined(Joined(place, "program"), "followup.sh")
    If IsWindows() Then RunnerIn = Joined(Joined(place, "program"), "followup.cmd")
End Function

Private Function XlwingsIsLoaded() As Boolean
    ' An add-in is a workbook that is reached by its name alone.
    Dim addin As Workbook
    On Error Resume Next
    Set addin = Workbooks("xlwings.xlam")
    XlwingsIsLoaded = Not addin Is Nothing
End Function

Private Function UpdatedByXlwings(ByVal book As Workbook) As String
    ' RunPython shows by itself what Python says when it fails.
    Dim answer As Variant
    answer = Application.Run("xlwings.xlam!RunPython", InPython(Joined(book.Path, book.Name)))
    UpdatedByXlwings = TextUpdatedInPlace()
    If answer = -1 Then UpdatedByXlwings = TextNotUpdated()
End Function

Private Function InPython(ByVal path As String) As String
    InPython = "import sys; from followup.cli.program import run; " & _
        "code = run(['excel', 'refresh', '--book', '" & Escaped(path) & "']); sys.exit(code if code > 1 else 0)"
End Function

Private Function Escaped(ByVal text As String) As String
    ' Every sign by its number but for plain letters and digits: neither cmd nor Python can take any for its own.
    Dim at As Long, sign As String
    For at = 1 To Len(text)
        sign = Mid(text, at, 1)
        If Not sign Like "[0-9A-Za-z]" Then sign = "\u" & Right("000" & Hex(AscW(sign)), 4)
        Escaped = Escaped & sign
    Next at
End Function

Private Function UpdatedByRunner(ByVal book As Workbook, ByVal place As String) As String
    ' The running Excel first, where xlwings is installed; if that could not be done, a merge into the folder.
    Dim code As Long
    code = NOT_DONE
    If IsWindows() Then code = CodeOf(place, "excel refresh --book " & Quoted(Joined(book.Path, book.Name)))
    If code = 0 Or code = 1 Then
        UpdatedByRunner = TextUpdatedInPlace()
        Exit Function
    End If
    code = CodeOf(place, MergeInto(book))
    If code = 0 Or code = 1 Then
        UpdatedByRunner = NewestShown(book)
    Else
        UpdatedByRunner = TextNotUpdated()
    End If
End Function

Private Function MergeInto(ByVal book As Workbook) As String
    MergeInto = "merge --into " & Quoted(book.Path) & " --page " & Quoted(Joined(book.Path, "resultat.html"))
    If FileIsThere(Joined(book.Path, "regional.xlsm")) Then MergeInto = MergeInto & " --macros"
End Function

Private Function Quoted(ByVal text As String) As String
    Quoted = """" & text & """"
End Function

Private Function CodeOf(ByVal place As String, ByVal arguments As String) As Long
    ' Runs followup and waits for its exit code, while Excel still answers: Python may be talking to it.
    Dim receipt As String, start As Double, code As String
    receipt = Joined(Joined(place, "program"), "klar.txt")
    CodeOf = NOT_DONE
    If FileIsThere(receipt) Then Kill receipt
    If Not Started(place, arguments) Then Exit Function
    start = Now
    Do While code = "" And (Now - start) * 86400 < LONGEST_WAIT
        DoEvents
        code = FirstLineOf(receipt)
    Loop
    If code <> "" Then CodeOf = CLng(Val(code))
End Function

Private Function Started(ByVal place As String, ByVal arguments As String) As Boolean
    ' False where Excel may not start other programs: many IT departments forbid it, and Excel for Mac does.
    ' cmd takes away the first and the last quotation mark.
    Dim command As String
    command = Quoted(RunnerIn(place)) & " " & arguments
    On Error GoTo Failed
    If IsWindows() Then
        Shell "cmd.exe /d /c " & Quoted(command), 0
    Else
        Shell "sh " & command, 0
    End If
    Started = True
Failed:
End Function

Private Function FirstLineOf(ByVal path As String) As String
    ' Empty until the file is there and can be read.
    Dim number As Integer, first As String
    On Error Resume Next
    If Dir(path) = "" Then Exit Function
    If FileLen(path) = 0 Then Exit Function
    number = FreeFile
    Open path For Input As #number
    Line Input #number, first
    Close #number
    FirstLineOf = first
End Function

Private Function NewestShown(ByVal book As Workbook) As String
    ' Opens the new workbook where it got another name because this one is open; else it has replaced this one's file.
    Dim newest As String
    newest = NewestLike(book)
    If newest = book.Name Then
        NewestShown = TextReopen()
    Else
        Workbooks.Open Joined(book.Path, newest)
        NewestShown = Replace(Replace(TextNewOpened(), "{file}", newest), "{old}", book.Name)
    End If
End Function

Private Function NewestLike(ByVal book As Workbook) As String
    ' regional.xlsm, regional (2).xlsm and so on: the one that was written last.
    Dim stem As String, ending As String, number As Long, name As String, latest As Double
    ending = Mid(book.Name, InStrRev(book.Name, "."))
    stem = Left(book.Name, Len(book.Name) - Len(ending))
    If stem Like "* (#)" Then stem = Left(stem, Len(stem) - 4)
    NewestLike = book.Name
    For number = 1 To 9
        name = stem & ending
        If number > 1 Then name = stem & " (" & number & ")" & ending
        If FileIsThere(Joined(book.Path, name)) Then
            If WrittenAt(Joined(book.Path, name)) > latest Then
                latest = WrittenAt(Joined(book.Path, name))
                NewestLike = name
            End If
        End If
    Next number
End Function

Private Function WrittenAt(ByVal path As String) As Double
    ' LibreOffice gives the time as a text.
    WrittenAt = CDbl(CDate(FileDateTime(path)))
End Function
