namespace SocketLab.Web.ViewState.Sending;

/// <summary>A file that a person chose in their browser. Its bytes stay there until they are sent.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="Size">Its size in bytes.</param>
public sealed record ChosenFile(string Name, long Size);
