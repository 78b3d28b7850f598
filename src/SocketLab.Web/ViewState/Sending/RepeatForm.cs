using System.Globalization;
using System.Text.RegularExpressions;
using SocketLab.Core.Definitions;

namespace SocketLab.Web.ViewState.Sending;

/// <summary>How often a person wants something sent, as they typed it.</summary>
public sealed partial class RepeatForm
{
    private const string Root = "$.repeat";

    /// <summary>How many messages; empty: no number.</summary>
    public string Count { get; set; } = "100";

    /// <summary>How many a second; empty: as fast as possible.</summary>
    public string PerSecond { get; set; } = "10";

    /// <summary>For how many seconds; empty: no limit.</summary>
    public string DurationSeconds { get; set; } = "";

    /// <summary>How many go together; empty: 1.</summary>
    public string Burst { get; set; } = "";

    /// <summary>By how much of the interval each burst may be late, in percent; empty: 0.</summary>
    public string JitterPercent { get; set; } = "";

    /// <summary>What was typed as options; null when something is wrong.</summary>
    public RepeatOptions? Options => Read() is { Errors.Count: 0, Options: var options } ? options : null;

    /// <summary>Everything that is wrong, by the name of the field in the API; the whole has an empty name.</summary>
    public IReadOnlyDictionary<string, string> Errors => Read().Errors;

    /// <summary>What the options mean in words, such as <c>100 times, 10 a second</c>.</summary>
    public static string Describe(RepeatOptions options)
    {
        var words = new List<string>();
        if (options.Count is { } count)
        {
            words.Add(count == 1 ? "once" : $"{Number(count)} times");
        }

        words.Add(options.PerSecond is { } rate ? $"{Number(rate)} a second" : "as fast as possible");
        if (options.Burst > 1)
        {
            words.Add($"in bursts of {Number(options.Burst)}");
        }

        if (options.DurationSeconds is { } seconds)
        {
            words.Add($"for {(options.Count is null ? "" : "at most ")}{Number(seconds)} s");
        }
        else if (options.Count is null)
        {
            words.Add("until you cancel");
        }

        return string.Join(", ", words);
    }

    private static string Number(double value) => value.ToString("#,0.####", CultureInfo.InvariantCulture);

    private (RepeatOptions Options, Dictionary<string, string> Errors) Read()
    {
        var errors = new Dictionary<string, string>();
        var options = new RepeatOptions
        {
            Count = (long?)Whole(Count, "count"),
            PerSecond = Parse(PerSecond, "perSecond"),
            DurationSeconds = Parse(DurationSeconds, "durationSeconds"),
            Burst = (int)Math.Clamp(Whole(Burst, "burst") ?? 1, -1, int.MaxValue),
            JitterPercent = Parse(JitterPercent, "jitterPercent") ?? 0,
        };
        foreach (DefinitionError error in errors.Count == 0 ? options.Validate(Root) : [])
        {
            errors.TryAdd(error.Path == Root ? "" : error.Path[(Root.Length + 1)..], InWords(error.Message));
        }

        return (options, errors);

        double? Whole(string text, string name)
        {
            var value = Parse(text, name);
            if (value is { } number && number != Math.Floor(number))
            {
                errors.TryAdd(name, "Write a whole number.");
            }

            return value;
        }

        double? Parse(string text, string name)
        {
            const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
            if (text.Trim().Length == 0)
            {
                return null;
            }

            // The framework lets commas stand anywhere, so that "0,5" would be 5.
            var isGrouped = !text.Contains(',', StringComparison.Ordinal) || Thousands().IsMatch(text.Trim());
            if (
                isGrouped
                && double.TryParse(text.Trim(), plain, CultureInfo.InvariantCulture, out var value)
                && Math.Abs(value) <= RepeatOptions.MaxCount
            )
            {
                return value;
            }

            errors.TryAdd(name, "Write a number, with a point before decimals.");
            return null;
        }
    }

    [GeneratedRegex(@"^-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();

    /// <summary>The same for somebody who sees fields and not JSON.</summary>
    private static string InWords(string message) =>
        message
            .Replace("give perSecond too", "name one", StringComparison.Ordinal)
            .Replace("give count or durationSeconds, or perSecond", "name a count, a duration or a rate", StringComparison.Ordinal);
}
