using System.Globalization;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Filtering;

/// <summary>Something that can be read out of an entry: the left side of a test, a column, what is plotted.</summary>
/// <remarks>
/// A field (<c>len</c>, <c>peer.port</c>), a number at a place in the bytes (<c>u16be[6]</c>, <c>f32le[-4]</c>; a negative place counts
/// from the end), some of the bytes (<c>bytes[0:2]</c>) or the first group of a regular expression (<c>capture("temp=(.*)")</c>). Never
/// changes; for any number of threads at once.
/// </remarks>
public sealed class EntryValue : IEquatable<EntryValue>
{
    private EntryValue(FilterField field, string name, FilterType type) => (Field, Name, Type) = (field, name, type);

    /// <summary>What it is.</summary>
    public FilterField Field { get; }

    /// <summary>As it is written.</summary>
    public string Name { get; }

    /// <summary>What it is compared with.</summary>
    public FilterType Type { get; }

    /// <summary>The place of the first byte; from the end where it is negative.</summary>
    public int Position { get; private init; }

    /// <summary>How many bytes it is; 0 for what is no part of the bytes.</summary>
    public int Size { get; private init; }

    /// <summary>Whether it can be plotted: it is a number, or text that may be one.</summary>
    public bool IsNumber => Type is FilterType.WholeNumber or FilterType.Number or FilterType.Time or FilterType.Capture;

    internal bool IsBigEndian { get; private init; }

    internal SharedExpression? Expression { get; private init; }

    internal static EntryValue Of(FilterFieldInfo info) => new(info.Field, info.Name, info.Type);

    internal static EntryValue Number(FilterField field, string name, int position, int size, bool isBigEndian) =>
        new(field, name, field == FilterField.FloatNumber ? FilterType.Number : FilterType.WholeNumber)
        {
            Position = position,
            Size = size,
            IsBigEndian = isBigEndian,
        };

    internal static EntryValue Bytes(string name, int position, int size) =>
        new(FilterField.Bytes, name, FilterType.Bytes) { Position = position, Size = size };

    internal static EntryValue Capture(string name, SharedExpression expression) =>
        new(FilterField.Capture, name, FilterType.Capture) { Expression = expression };

    /// <summary>Some bytes at a place: what a selection of them is called.</summary>
    public static EntryValue BytesAt(int position, int length) =>
        Bytes(string.Create(CultureInfo.InvariantCulture, $"bytes[{position}:{length}]"), position, length);

    /// <summary>Reads a value as it is written in a filter.</summary>
    /// <exception cref="FilterException">It is none.</exception>
    public static EntryValue Parse(string text) => Language.ValueParser.ParseWhole(text);

    /// <summary>The value as a number; null where the entry has none. A time is in seconds since 1970.</summary>
    /// <param name="entry">The entry, read whole.</param>
    /// <param name="source">The journal that it is of.</param>
    public double? ReadNumber(in EntryView entry, FilterSource source) => EntryFacts.Of(entry, source).ReadNumber(this);

    /// <summary>The value as text; null where the entry has none. Bytes are in hexadecimal.</summary>
    /// <param name="entry">The entry, read whole.</param>
    /// <param name="source">The journal that it is of.</param>
    public string? ReadText(in EntryView entry, FilterSource source) => EntryFacts.Of(entry, source).ReadText(this);

    /// <inheritdoc/>
    public bool Equals(EntryValue? other) => other is not null && Field == other.Field && Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EntryValue);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
