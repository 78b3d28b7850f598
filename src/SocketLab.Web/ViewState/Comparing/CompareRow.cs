using SocketLab.Core.Payloads.Comparing;

namespace SocketLab.Web.ViewState.Comparing;

/// <summary>A row of two messages that lie beside each other, ready to show.</summary>
/// <param name="Left">The left side of it.</param>
/// <param name="Right">The right side of it.</param>
/// <param name="State">What is to be seen in it: the same, or the first thing that is not.</param>
public sealed record CompareRow(CompareSide Left, CompareSide Right, AlignedState State)
{
    /// <summary>Bytes that both sides have alike and that are not drawn; 0 for a row that is.</summary>
    public int Folded { get; init; }

    /// <summary>A sign that says the same as the colours.</summary>
    public string Sign =>
        State switch
        {
            AlignedState.Same => "",
            AlignedState.Different => "≠",
            AlignedState.OnlyLeft => "−",
            _ => "+",
        };

    /// <summary>The sign in words.</summary>
    public string SignLabel =>
        State switch
        {
            AlignedState.Same => "",
            AlignedState.Different => "differs",
            AlignedState.OnlyLeft => "only in the first",
            _ => "only in the second",
        };
}

/// <summary>One side of a row.</summary>
/// <param name="Offset">Position of its first byte.</param>
/// <param name="Runs">Its bytes, those of one state together.</param>
public sealed record CompareSide(int Offset, IReadOnlyList<CompareRun> Runs);

/// <summary>Bytes of one side and one state.</summary>
/// <param name="Hex">In hexadecimal, with a blank behind each; blank where only the other side has bytes.</param>
/// <param name="Text">As characters, a dot for what cannot be printed.</param>
/// <param name="IsMarked">Whether they are not the same on the other side.</param>
public sealed record CompareRun(string Hex, string Text, bool IsMarked);
