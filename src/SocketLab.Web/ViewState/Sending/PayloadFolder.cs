using SocketLab.Contracts;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.ViewState.Sending;

/// <summary>A folder of saved payloads, as a tree shows it.</summary>
/// <param name="Name">Its own name; empty at the top.</param>
/// <param name="Path">All names from the top; what a payload of it has as its folder.</param>
/// <param name="Folders">The folders in it, by name.</param>
/// <param name="Payloads">The payloads in it, by name.</param>
public sealed record PayloadFolder(string Name, string Path, IReadOnlyList<PayloadFolder> Folders, IReadOnlyList<StoredPayload> Payloads)
{
    /// <summary>The tree of all payloads that contain what is sought in their name, folder, description or text.</summary>
    /// <param name="payloads">All saved payloads.</param>
    /// <param name="sought">What is sought; empty for all.</param>
    public static PayloadFolder Tree(IReadOnlyList<StoredPayload> payloads, string sought = "")
    {
        var words = sought.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Build("", "", [.. payloads.Where(payload => words.All(word => Contains(payload.Content, word)))]);
    }

    private static PayloadFolder Build(string name, string path, IReadOnlyList<StoredPayload> payloads)
    {
        var start = path.Length == 0 ? 0 : path.Length + 1;
        var folders =
            from payload in payloads
            where payload.Content.Folder.Length > path.Length
            group payload by payload.Content.Folder[start..].Split('/')[0] into inside
            orderby inside.Key.ToUpperInvariant(), inside.Key
            select Build(inside.Key, path.Length == 0 ? inside.Key : $"{path}/{inside.Key}", [.. inside]);
        return new(
            name,
            path,
            [.. folders],
            [
                .. payloads
                    .Where(payload => payload.Content.Folder == path)
                    .OrderBy(payload => payload.Content.Name, StringComparer.OrdinalIgnoreCase),
            ]
        );
    }

    private static bool Contains(SavedPayload payload, string word) =>
        new[] { payload.Name, payload.Folder, payload.Description, payload.Data }.Any(text =>
            text.Contains(word, StringComparison.OrdinalIgnoreCase)
        );
}
