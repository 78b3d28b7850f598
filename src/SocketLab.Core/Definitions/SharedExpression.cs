using System.Text.RegularExpressions;

namespace SocketLab.Core.Definitions;

/// <summary>A regular expression of reply rules and filters, with one compiled form for all that use it.</summary>
/// <remarks>
/// <para>
/// It matches without backtracking, by an automaton that takes some hundred kilobytes from the start and grows by what messages look like,
/// to 30 MB for one expression. What all have grown by together is bounded (<see cref="ExpressionGrowth"/>): beyond that they are thrown
/// away and made anew when they are next used, which costs some milliseconds and no match.
/// </para>
/// <para>The collector forgets an expression that nobody uses any more.</para>
/// </remarks>
internal sealed class SharedExpression
{
    /// <summary>
    /// An expression without backtracking takes time in proportion to the message; this is for the ones that are slow all the same.
    /// </summary>
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    /// <summary>A match with its groups takes that, about, which is no growth.</summary>
    private const int MatchBytes = 1024;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<(string, RegexOptions), WeakReference<SharedExpression>> Known = [];
    private static int _knownAfterCleaning = 64;

    private readonly RegexOptions _options;
    private Regex? _regex;
    private int _isWarm;

    private SharedExpression(string pattern, RegexOptions options)
    {
        (Pattern, _options) = (pattern, options);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _regex = Make();
        Bytes = GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>The expression as written.</summary>
    public string Pattern { get; }

    /// <summary>
    /// The memory that its automaton takes at the most before it meets a message, in bytes: what making it allocated, of which between a
    /// third and a half is let go again.
    /// </summary>
    public long Bytes { get; }

    /// <summary>The framework's form of it. Take it for what does not match messages: that is not measured.</summary>
    public Regex Regex => Volatile.Read(ref _regex) ?? Remake();

    /// <summary>The expression, compiled unless somebody uses it already.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="options">More options than those that all have.</param>
    /// <exception cref="ArgumentException">It is no expression.</exception>
    /// <exception cref="NotSupportedException">It cannot be matched without backtracking.</exception>
    public static SharedExpression Get(string pattern, RegexOptions options = RegexOptions.None)
    {
        lock (Gate)
        {
            if (Find(pattern, options) is { } known)
            {
                return known;
            }
        }

        var made = new SharedExpression(pattern, options);
        lock (Gate)
        {
            if (Find(pattern, options) is { } meanwhile)
            {
                return meanwhile;
            }

            Known[(pattern, options)] = new(made);
            ForgetUnused();
            return made;
        }
    }

    /// <summary>Does a first match, so that no message pays for what the framework makes then.</summary>
    public void WarmUp()
    {
        if (Interlocked.Exchange(ref _isWarm, 1) == 1)
        {
            return;
        }

        try
        {
            _ = Regex.IsMatch("");
        }
        catch (RegexMatchTimeoutException)
        {
            // The machine is busy. A message that takes too long is counted as skipped.
        }
    }

    /// <summary>Whether it matches.</summary>
    /// <exception cref="RegexMatchTimeoutException">It took too long to tell.</exception>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        var regex = Regex;
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return regex.IsMatch(text);
        }
        finally
        {
            ExpressionGrowth.Note(this, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    /// <summary>The first match.</summary>
    /// <exception cref="RegexMatchTimeoutException">It took too long to tell.</exception>
    public Match Match(string text)
    {
        var regex = Regex;
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return regex.Match(text);
        }
        finally
        {
            ExpressionGrowth.Note(this, GC.GetAllocatedBytesForCurrentThread() - before - MatchBytes);
        }
    }

    /// <summary>Lets the automaton go. The next use makes it anew.</summary>
    internal void Shrink() => Volatile.Write(ref _regex, null);

    private static SharedExpression? Find(string pattern, RegexOptions options) =>
        Known.TryGetValue((pattern, options), out var weak) && weak.TryGetTarget(out var known) ? known : null;

    private static void ForgetUnused()
    {
        if (Known.Count < 2 * _knownAfterCleaning)
        {
            return;
        }

        foreach (var (key, weak) in Known)
        {
            if (!weak.TryGetTarget(out _))
            {
                Known.Remove(key);
            }
        }

        _knownAfterCleaning = Math.Max(64, Known.Count);
    }

    private Regex Remake()
    {
        var regex = Make();
        return Interlocked.CompareExchange(ref _regex, regex, null) ?? regex;
    }

    private Regex Make() => new(Pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | _options, MatchTimeout);
}
