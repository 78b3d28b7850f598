using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>An entry that is selected in a feed, whole.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Endpoint">The name of its endpoint, where the feed has entries of several; null elsewhere.</param>
public sealed record ChosenEntry(EntryRef Name, Entry Entry, string? Endpoint);
