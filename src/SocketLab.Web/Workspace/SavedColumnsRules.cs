using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;

namespace SocketLab.Web.Workspace;

/// <summary>What saved columns must be like.</summary>
internal static class SavedColumnsRules
{
    /// <summary>Columns of values at most: there is no room for more on any screen.</summary>
    public const int MaxValues = 12;

    /// <summary>The least width of a column, in pixels.</summary>
    public const int MinWidth = 24;

    /// <summary>The greatest width of a column, in pixels.</summary>
    public const int MaxWidth = 1200;

    private const int MaxNames = 64;
    private const int MaxNameLength = 60;
    private const int MaxTextLength = 1000;

    /// <summary>Everything that is wrong.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="path">Their JSON path in the request.</param>
    public static IEnumerable<DefinitionError> Check(SavedColumns columns, string path)
    {
        if (columns.Values.Count > MaxValues)
        {
            yield return new($"{path}.values", $"A feed has {MaxValues} columns of values at most.");
            yield break;
        }

        foreach (var (index, column) in columns.Values.Index())
        {
            if (column.Name.Trim().Length == 0 || column.Name.Length > MaxTextLength || column.Name.Any(char.IsControl))
            {
                yield return new($"{path}.values[{index}].name", "A column has a name, without control characters.");
            }

            if (ProblemOf(column.Value) is { } problem)
            {
                yield return new($"{path}.values[{index}].value", problem);
            }
        }

        if (columns.Hidden.Count > MaxNames || columns.Hidden.Any(name => name.Length > MaxNameLength))
        {
            yield return new($"{path}.hidden", $"This is a list of {MaxNames} names of columns at most.");
        }

        if (columns.Widths.Count > MaxNames)
        {
            yield return new($"{path}.widths", $"At most {MaxNames} columns have a width.");
            yield break;
        }

        foreach (var (index, width) in columns.Widths.Index())
        {
            if (width.Column.Length > MaxTextLength)
            {
                yield return new($"{path}.widths[{index}].column", "There is no such column.");
            }

            if (width.Pixels is < MinWidth or > MaxWidth)
            {
                yield return new($"{path}.widths[{index}].pixels", $"A width is {MinWidth} to {MaxWidth} pixels.");
            }
        }
    }

    private static string? ProblemOf(string value)
    {
        try
        {
            EntryValue.Parse(value);
            return null;
        }
        catch (FilterException error)
        {
            return error.Message;
        }
    }
}
