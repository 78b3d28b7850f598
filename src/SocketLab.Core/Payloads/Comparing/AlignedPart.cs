namespace SocketLab.Core.Payloads.Comparing;

/// <summary>A stretch of two runs of bytes that lie beside each other, all of it in one state.</summary>
/// <param name="State">How the two sides compare there.</param>
/// <param name="Left">Where it begins on the left.</param>
/// <param name="LeftCount">Bytes of the left that it has.</param>
/// <param name="Right">Where it begins on the right.</param>
/// <param name="RightCount">Bytes of the right that it has.</param>
public readonly record struct AlignedPart(AlignedState State, int Left, int LeftCount, int Right, int RightCount)
{
    /// <summary>Columns that it takes when both sides are drawn.</summary>
    public int Width => Math.Max(LeftCount, RightCount);
}

/// <summary>How two runs of bytes compare at a place.</summary>
public enum AlignedState
{
    /// <summary>Both have the same byte.</summary>
    Same,

    /// <summary>Both have a byte, and another one.</summary>
    Different,

    /// <summary>The left alone has a byte here.</summary>
    OnlyLeft,

    /// <summary>The right alone has a byte here.</summary>
    OnlyRight,
}
