namespace SocketLab.Web.ViewState.Palette;

/// <summary>Finds what somebody types in the wrong length: <c>sto</c>, <c>stats</c> and <c>nwep</c> find what they are meant for.</summary>
public static class FuzzyMatch
{
    private const int WordStart = 8;
    private const int InARow = 5;
    private const int Whole = 12;

    /// <summary>How well a text has what is typed, each word of it somewhere, its letters in order.</summary>
    /// <param name="typed">What is typed.</param>
    /// <param name="text">The text.</param>
    /// <param name="marks">Which letters of the text were found.</param>
    /// <returns>The more the better; null where the text does not have it.</returns>
    public static int? Score(string typed, string text, out bool[] marks)
    {
        marks = new bool[text.Length];
        var score = 0;
        foreach (var word in typed.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (ScoreOf(word, text, marks) is not { } one)
            {
                return null;
            }

            score += one;
        }

        // Of two that have all of it, the shorter one has less else.
        return score - (text.Length / 8);
    }

    private static int? ScoreOf(string word, string text, bool[] marks)
    {
        var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        while (at > 0 && !IsWordStart(text, at) && text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase) is >= 0 and var next)
        {
            at = next;
        }

        if (at >= 0)
        {
            Array.Fill(marks, true, at, word.Length);
            var place = at == 0 ? WordStart * 3 : IsWordStart(text, at) ? WordStart * 2 : 0;
            return Whole + (word.Length * InARow) + place;
        }

        int score = 0,
            from = 0,
            before = -2;
        var found = new List<int>();
        foreach (var letter in word)
        {
            var place = PlaceOf(letter, text, from, before);
            if (place < 0)
            {
                return null;
            }

            score +=
                place == before + 1 ? InARow
                : IsWordStart(text, place) ? WordStart
                : 1;
            found.Add(place);
            (before, from) = (place, place + 1);
        }

        found.ForEach(place => marks[place] = true);
        return score;
    }

    /// <summary>The next place of a letter: right behind the last, at the beginning of a word, or anywhere.</summary>
    private static int PlaceOf(char letter, string text, int from, int before)
    {
        if (before + 1 == from && from < text.Length && Same(text[from], letter))
        {
            return from;
        }

        var any = -1;
        for (var i = from; i < text.Length; i++)
        {
            if (Same(text[i], letter))
            {
                if (IsWordStart(text, i))
                {
                    return i;
                }

                any = any < 0 ? i : any;
            }
        }

        return any;
    }

    private static bool Same(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);

    private static bool IsWordStart(string text, int at) => at == 0 || !char.IsLetterOrDigit(text[at - 1]);
}
