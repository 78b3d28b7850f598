namespace SocketLab.Web.ViewState.Connections;

/// <summary>Which characters of a block's content stand for what a search has found.</summary>
/// <param name="Start">The first of them.</param>
/// <param name="Length">How many they are.</param>
/// <param name="IsCurrent">Whether the search is at them.</param>
public readonly record struct FoundText(int Start, int Length, bool IsCurrent);
