using SocketLab.Core.Numbers;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>A filter as it stands in addresses and in what a tab remembers.</summary>
/// <param name="Text">The filter; empty for all entries.</param>
/// <param name="OffText">The places of the clauses that are switched off, from 0, such as <c>0.2</c>; empty for none.</param>
public sealed record FilterPlace(string Text, string OffText)
{
    /// <summary>How long a filter stays as it is before an address has it: nobody is done with each letter.</summary>
    public static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(700);

    /// <summary>All entries.</summary>
    public static FilterPlace None { get; } = new("", "");

    /// <summary>The places of the clauses that are switched off.</summary>
    internal IEnumerable<int> Off =>
        OffText.Split('.').Select(part => WholeNumber.TryRead<int>(part, out var index) ? index : -1).Where(index => index >= 0);

    /// <summary>A filter and the clauses that are switched off.</summary>
    public static FilterPlace Of(string text, IEnumerable<int> off) => new(text, string.Join('.', off.Order()));

    /// <summary>The place that an address names; null where it names none.</summary>
    public static FilterPlace? Parse(string? text, string? off) => string.IsNullOrEmpty(text) ? null : new(text, off ?? "");
}
