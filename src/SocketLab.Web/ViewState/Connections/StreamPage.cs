using System.Globalization;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>What the followed stream shows at one moment. Never changes once made.</summary>
public sealed record StreamPage
{
    /// <summary>The blocks in the window, oldest first.</summary>
    public required IReadOnlyList<StreamBlock> Blocks { get; init; }

    /// <summary>Whether the view sticks to the newest block.</summary>
    public required bool Following { get; init; }

    /// <summary>Kept blocks above the window.</summary>
    public required long Above { get; init; }

    /// <summary>Blocks below the window.</summary>
    public required long Below { get; init; }

    /// <summary>Blocks that came since the person scrolled up.</summary>
    public required long New { get; init; }

    /// <summary>Whether the stream's beginning is not kept any more.</summary>
    public required bool BeginningGone { get; init; }

    /// <summary>Whether the journal is still being looked through.</summary>
    public required bool Searching { get; init; }

    /// <summary>Counts up when the browser is to go to where the window was put.</summary>
    public int JumpId { get; init; }

    /// <summary>Counts up when the browser is to bring what a search is at into sight.</summary>
    public int RevealId { get; init; }

    /// <summary>What the button says that leads back to the newest block; null while the view is there.</summary>
    public string? WayBack =>
        Following ? null
        : New > 0 ? $"{New.ToString("N0", CultureInfo.InvariantCulture)} new below"
        : "To the newest";

    /// <summary>Whether it shows the same: the blocks are the very same ones.</summary>
    public bool IsSameAs(StreamPage other) =>
        this with { Blocks = other.Blocks } == other && Blocks.SequenceEqual(other.Blocks, ReferenceEqualityComparer.Instance);

    /// <summary>An empty stream.</summary>
    public static StreamPage Empty { get; } =
        new()
        {
            Blocks = [],
            Following = true,
            Above = 0,
            Below = 0,
            New = 0,
            BeginningGone = false,
            Searching = false,
        };
}
