namespace SocketLab.Core.Filtering;

/// <summary>What is wrong with a filter, and where.</summary>
/// <param name="Column">Where it is, in UTF-16 units from 1; one behind the last where something is missing at the end.</param>
/// <param name="Length">How many UTF-16 units are at fault; 0 where something is missing.</param>
/// <param name="Message">One sentence for people.</param>
public sealed record FilterError(int Column, int Length, string Message);

/// <summary>A text is no filter, or no value.</summary>
public sealed class FilterException(FilterError error) : Exception(error.Message)
{
    /// <summary>What is wrong, and where.</summary>
    public FilterError Error { get; } = error;

    /// <summary>Makes one of a place in the text, counted from 0.</summary>
    internal FilterException(int start, int length, string message)
        : this(new FilterError(start + 1, length, message)) { }
}
