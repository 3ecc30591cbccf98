Option Explicit
' A small matcher of regular expressions: Excel on a Mac and LibreOffice have none.
' Programs come from the module FollowupTexts; what their instructions mean stands in followup/files/vba_patterns.py.

Private mPrograms As Collection  ' programs that have been parted already, by their text
Private mText As String
Private mEnds(0 To 39) As Long   ' where each group begins and ends; 0 where it took no part

' Ways that are left to try: where in the program, where in the text, how many ends were remembered then.
Private mWays As Long
Private mWayAt() As Long
Private mWayIn() As Long
Private mWayTrail() As Long
' Ends that were written over since, to be put back.
Private mTrail As Long
Private mTrailEnd() As Long
Private mTrailWas() As Long

Public Function Matches(ByVal program As String, ByVal text As String) As Boolean
    Matches = MatchFrom(program, text, 1, True) > 0
End Function

Public Function Begins(ByVal program As String, ByVal text As String) As Boolean
    Begins = MatchFrom(program, text, 1, False) > 0
End Function

' Where the pattern begins at or after a place, 0 for nowhere; Group(0) is then what follows the end of it.
Public Function Search(ByVal program As String, ByVal text As String, ByVal first As Long) As Long
    Dim at As Long
    For at = first To Len(text)
        If MatchFrom(program, text, at, False) > 0 Then
            Search = at
            Exit Function
        End If
    Next
End Function

' What a group took, counted from 1; empty where it took no part.
Public Function Group(ByVal number As Long) As String
    Dim first As Long, last As Long
    first = mEnds(2 * number - 2)
    last = mEnds(2 * number - 1)
    If first > 0 And last > first Then Group = Mid(mText, first, last - first)
End Function

' The place after the match that begins at a place; 0 where there is none.
Public Function MatchFrom(ByVal program As String, ByVal text As String, ByVal first As Long, ByVal whole As Boolean) As Long
    Dim steps As Variant, at As Long, place As Long, i As Long, alive As Boolean
    steps = Parted(program)
    mText = text
    For i = 0 To 39
        mEnds(i) = 0
    Next
    StartWays
    PutWay 0, first
    Do While mWays > 0
        TakeWay at, place
        alive = True
        Do While alive
            If Left(steps(at), 1) = "e" Then
                If Not whole Or place > Len(text) Then
                    MatchFrom = place
                    Exit Function
                End If
                alive = False
            Else
                alive = GoOn(steps(at), at, place)
            End If
        Loop
    Loop
End Function

' One instruction: whether this way goes on, and where.
Private Function GoOn(ByVal instruction As String, at As Long, place As Long) As Boolean
    Dim what As String, comma As Long
    what = Mid(instruction, 2)
    GoOn = True
    Select Case Left(instruction, 1)
        Case "j"
            at = CLng(what)
        Case "f"
            comma = InStr(what, ",")
            PutWay CLng(Mid(what, comma + 1)), place
            at = CLng(Left(what, comma - 1))
        Case "v"
            Remember CLng(what), place
            at = at + 1
        Case "g"
            GoOn = TakeMany(what, at, place)
        Case "b"
            GoOn = Not StandsAt(place - 1, "s" & what)
            at = at + 1
        Case "a"
            GoOn = Not StandsAt(place, "s" & what)
            at = at + 1
        Case Else
            GoOn = StandsAt(place, instruction)
            place = place + 1
            at = at + 1
    End Select
End Function

' As many as there are, with fewer left to be tried.
Private Function TakeMany(ByVal what As String, at As Long, place As Long) As Boolean
    Dim comma As Long, colon As Long, least As Long, most As Long, count As Long, i As Long, one As String
    comma = InStr(what, ",")
    colon = InStr(what, ";")
    least = CLng(Left(what, comma - 1))
    most = CLng(Mid(what, comma + 1, colon - comma - 1))
    one = Mid(what, colon + 1)
    Do While count < most
        If Not StandsAt(place + count, one) Then Exit Do
        count = count + 1
    Loop
    For i = least To count - 1
        PutWay at + 1, place + i
    Next
    place = place + count
    at = at + 1
    TakeMany = count >= least
End Function

' Whether the character at a place is what an instruction takes.
Private Function StandsAt(ByVal place As Long, ByVal one As String) As Boolean
    Dim code As Long
    If place < 1 Or place > Len(mText) Then Exit Function
    code = CodeAt(mText, place)
    Select Case Left(one, 1)
        Case "."
            StandsAt = code <> 10
        Case "c"
            StandsAt = code = CLng(Mid(one, 2))
        Case "s"
            StandsAt = IsInSet(code, Mid(one, 2))
        Case "n"
            StandsAt = Not IsInSet(code, Mid(one, 2))
    End Select
End Function

' Whether a code is in a set such as 97-122,229.
Public Function IsInSet(ByVal code As Long, ByVal codes As String) As Boolean
    Dim ranges() As String, i As Long, dash As Long
    ranges = Split(codes, ",")
    For i = LBound(ranges) To UBound(ranges)
        dash = InStr(ranges(i), "-")
        If dash = 0 Then
            If code = CLng(ranges(i)) Then IsInSet = True
        ElseIf code >= CLng(Left(ranges(i), dash - 1)) Then
            If code <= CLng(Mid(ranges(i), dash + 1)) Then IsInSet = True
        End If
        If IsInSet Then Exit Function
    Next
End Function

' The code of a character; AscW is negative from 32768 on.
Public Function CodeAt(ByVal text As String, ByVal place As Long) As Long
    CodeAt = AscW(Mid(text, place, 1))
    If CodeAt < 0 Then CodeAt = CodeAt + 65536
End Function

Private Function Parted(ByVal program As String) As Variant
    Dim key As String
    key = Len(program) & " " & Left(program, 200) & Right(program, 100)
    If mPrograms Is Nothing Then Set mPrograms = New Collection
    On Error Resume Next
    Parted = mPrograms.Item(key)
    If Err.Number <> 0 Then
        Err.Clear
        Parted = Split(program, " ")
        mPrograms.Add Parted, key
    End If
End Function

Private Sub StartWays()
    mWays = 0
    mTrail = 0
    ReDim mWayAt(0 To 255)
    ReDim mWayIn(0 To 255)
    ReDim mWayTrail(0 To 255)
    ReDim mTrailEnd(0 To 255)
    ReDim mTrailWas(0 To 255)
End Sub

Private Sub PutWay(ByVal at As Long, ByVal place As Long)
    If mWays > UBound(mWayAt) Then
        ReDim Preserve mWayAt(0 To 2 * mWays)
        ReDim Preserve mWayIn(0 To 2 * mWays)
        ReDim Preserve mWayTrail(0 To 2 * mWays)
    End If
    mWayAt(mWays) = at
    mWayIn(mWays) = place
    mWayTrail(mWays) = mTrail
    mWays = mWays + 1
End Sub

Private Sub TakeWay(at As Long, place As Long)
    mWays = mWays - 1
    at = mWayAt(mWays)
    place = mWayIn(mWays)
    Do While mTrail > mWayTrail(mWays)
        mTrail = mTrail - 1
        mEnds(mTrailEnd(mTrail)) = mTrailWas(mTrail)
    Loop
End Sub

Private Sub Remember(ByVal number As Long, ByVal place As Long)
    If mTrail > UBound(mTrailEnd) Then
        ReDim Preserve mTrailEnd(0 To 2 * mTrail)
        ReDim Preserve mTrailWas(0 To 2 * mTrail)
    End If
    mTrailEnd(mTrail) = number
    mTrailWas(mTrail) = mEnds(number)
    mTrail = mTrail + 1
    mEnds(number) = place
End Sub
