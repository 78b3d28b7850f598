using System.Globalization;

namespace SocketLab.Core.Definitions;

/// <summary>An input at fault: where (a JSON path) and what is wrong with it.</summary>
/// <param name="Path">JSON path from the definition's root, such as <c>$.local.port</c>.</param>
/// <param name="Message">What a person understands.</param>
public sealed record DefinitionError(string Path, string Message);

/// <summary>Collects what is wrong with an input, in the order in which it was checked, up to <see cref="Most"/> errors.</summary>
public sealed class DefinitionErrors
{
    /// <summary>Nobody reads more, and a long request of nonsense must not become a longer answer.</summary>
    public const int Most = 100;

    private readonly List<DefinitionError> _list = [];

    /// <summary>All errors so far.</summary>
    public IReadOnlyList<DefinitionError> List => _list;

    /// <summary>Whether no further error is kept, so that looking for one is of no use.</summary>
    public bool IsFull => _list.Count >= Most;

    /// <summary>Adds an error.</summary>
    public void Add(string path, string message)
    {
        if (!IsFull)
        {
            _list.Add(new DefinitionError(path, message));
        }
    }

    /// <summary>Adds the errors of another check, which is asked for no more of them than are kept.</summary>
    public void AddRange(IEnumerable<DefinitionError> errors) => _list.AddRange(errors.Take(Most - _list.Count));

    /// <summary>Adds an error unless something holds.</summary>
    public void Require(bool holds, string path, string message)
    {
        if (!holds)
        {
            Add(path, message);
        }
    }

    /// <summary>Adds an error unless a number lies within both bounds.</summary>
    public void RequireRange(long value, long min, long max, string path) =>
        Require(
            value >= min && value <= max,
            path,
            string.Create(CultureInfo.InvariantCulture, $"{value} is out of range: {min} to {max}.")
        );
}
