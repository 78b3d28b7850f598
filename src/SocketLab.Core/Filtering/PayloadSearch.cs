using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using SocketLab.Core.Filtering.Conditions;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Filtering;

/// <summary>Looks for text, bytes or what an expression describes: which entries have it, and where in them. Never changes.</summary>
/// <remarks>Text is found whatever the case of its ASCII letters, as by <c>text contains</c>; bytes and expressions exactly.</remarks>
public sealed class PayloadSearch
{
    /// <summary>Places of one entry that are told at most.</summary>
    public const int MaxFound = 1000;

    /// <summary>How long an expression may take for one entry: it never looks back, so this is for the longest on a busy machine.</summary>
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(2);

    private readonly ByteSearch? _bytes;
    private readonly Regex? _expression;

    private PayloadSearch(string condition, ByteSearch bytes) => (Condition, _bytes) = (condition, bytes);

    private PayloadSearch(string condition, Regex expression) => (Condition, _expression) = (condition, expression);

    /// <summary>The filter of the entries that have it.</summary>
    public string Condition { get; }

    /// <summary>The filter of those that have it among what another one takes.</summary>
    /// <param name="filter">The other one; null for all entries.</param>
    public Filter Among(Filter? filter) => filter is null ? Filter.Parse(Condition) : Filter.Both(filter, Filter.Parse(Condition));

    /// <summary>Prepares a search.</summary>
    /// <param name="kind">What the text is.</param>
    /// <param name="text">What is looked for, as a person writes it; not empty.</param>
    /// <exception cref="FilterException">It is no hexadecimal, or no expression.</exception>
    public static PayloadSearch Parse(SearchKind kind, string text)
    {
        var condition = kind switch
        {
            SearchKind.Hex => FilterText.Test("hex", FilterOperator.Contains, text),
            SearchKind.Expression => FilterText.Test("text", FilterOperator.Matches, text),
            _ => FilterText.Test("text", FilterOperator.Contains, text),
        };

        // What the filter says of it is true of the places as well, though its columns are those of the filter.
        Filter.Parse(condition);
        return kind switch
        {
            SearchKind.Hex => new(condition, new ByteSearch(PayloadParser.Parse(PayloadFormat.Hex, text), ignoreCase: false)),
            SearchKind.Expression => new(
                condition,
                new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MatchTimeout)
            ),
            _ => new(condition, new ByteSearch(Encoding.UTF8.GetBytes(text), ignoreCase: true)),
        };
    }

    /// <summary>Where it stands in a message, in order and without overlaps.</summary>
    /// <param name="bytes">The message; of an event the text as UTF-8.</param>
    public IReadOnlyList<FoundBytes> Find(ReadOnlySpan<byte> bytes) => _bytes is { } search ? Find(search, bytes) : FindExpression(bytes);

    private static List<FoundBytes> Find(ByteSearch search, ReadOnlySpan<byte> bytes)
    {
        var found = new List<FoundBytes>();
        var start = 0;
        while (search.Length > 0 && found.Count < MaxFound)
        {
            var at = search.IndexOf(bytes[start..]);
            if (at < 0)
            {
                break;
            }

            found.Add(new(start + at, search.Length));
            start += at + search.Length;
        }

        return found;
    }

    private List<FoundBytes> FindExpression(ReadOnlySpan<byte> bytes)
    {
        var found = new List<FoundBytes>();
        var (text, places) = Decode(bytes);
        try
        {
            foreach (var match in _expression!.EnumerateMatches(text))
            {
                if (match.Length > 0)
                {
                    found.Add(new(places[match.Index], places[match.Index + match.Length] - places[match.Index]));
                }

                if (found.Count == MaxFound)
                {
                    break;
                }
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // What was found until then is where it is.
        }

        return found;
    }

    /// <summary>The text with U+FFFD for what is none, and the byte that each of its units begins at.</summary>
    private static (string Text, int[] Places) Decode(ReadOnlySpan<byte> bytes)
    {
        var (text, places, at) = (new StringBuilder(bytes.Length), new List<int>(bytes.Length + 1), 0);
        while (at < bytes.Length)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out var rune, out var length) != OperationStatus.Done)
            {
                rune = Rune.ReplacementChar;
            }

            text.Append(rune.ToString());
            places.Add(at);
            at += length;
            if (places.Count < text.Length)
            {
                // The second half of a character: what ends before it has all of the character.
                places.Add(at);
            }
        }

        places.Add(bytes.Length);
        return (text.ToString(), [.. places]);
    }
}

/// <summary>What a search is written as.</summary>
public enum SearchKind
{
    /// <summary>Text, in UTF-8.</summary>
    Text,

    /// <summary>Bytes in hexadecimal.</summary>
    Hex,

    /// <summary>A regular expression.</summary>
    Expression,
}

/// <summary>Where something was found in a message.</summary>
/// <param name="Start">Position of the first byte.</param>
/// <param name="Length">How many bytes it is.</param>
public readonly record struct FoundBytes(int Start, int Length);
