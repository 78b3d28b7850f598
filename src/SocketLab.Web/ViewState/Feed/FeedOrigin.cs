namespace SocketLab.Web.ViewState.Feed;

/// <summary>The endpoint of a row, where a feed has rows of several.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Colour">The number of its colour, from 0.</param>
public sealed record FeedOrigin(string Name, int Colour)
{
    /// <summary>Colours there are. Beyond that many endpoints, two have the same one, and the name tells them apart.</summary>
    public const int Colours = 8;
}
