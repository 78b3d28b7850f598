namespace SocketLab.Contracts;

/// <summary>A filter that is kept under a name, for everybody who uses this workspace.</summary>
/// <param name="Name">The name, unlike that of any other.</param>
/// <param name="Filter">The filter, as it was written.</param>
public sealed record SavedFilter(string Name, string Filter)
{
    /// <summary>What the rows that it takes are marked with; <see cref="FilterColour.None"/> leaves them as they are.</summary>
    public FilterColour Colour { get; init; }

    /// <summary>Whether the entries that it takes are folded away.</summary>
    public bool Hide { get; init; }
}

/// <summary>The colours that rows can be marked with.</summary>
public enum FilterColour
{
    /// <summary>No mark.</summary>
    None,

    /// <summary>Red.</summary>
    Red,

    /// <summary>Amber.</summary>
    Amber,

    /// <summary>Green.</summary>
    Green,

    /// <summary>Blue.</summary>
    Blue,

    /// <summary>Violet.</summary>
    Violet,
}

/// <summary>A saved filter and its id.</summary>
public sealed record SavedFilterDto(string Id, string Name, string Filter, FilterColour Colour, bool Hide);

/// <summary>All saved filters.</summary>
public sealed record SavedFiltersDto(IReadOnlyList<SavedFilterDto> Filters);
