using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.Workspace;

/// <summary>What a saved payload must be like.</summary>
internal static class SavedPayloadRules
{
    public const int MaxNameLength = 100;
    public const int MaxFolderLength = 200;
    public const int MaxFolderDepth = 8;
    public const int MaxDescriptionLength = 1000;

    /// <summary>Everything that is wrong beside the bytes themselves.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="path">The JSON path of the payload in the request.</param>
    public static IEnumerable<DefinitionError> Check(SavedPayload payload, string path = "$")
    {
        if (payload.Name.Trim().Length == 0 || payload.Name.Length > MaxNameLength || payload.Name.Any(char.IsControl))
        {
            yield return new($"{path}.name", $"A name has 1 to {MaxNameLength} characters, none of them a control character.");
        }

        if (!IsFolder(payload.Folder))
        {
            yield return new(
                $"{path}.folder",
                $"A folder is up to {MaxFolderDepth} names with slashes between, such as lab/echo, {MaxFolderLength} characters together; "
                    + "empty for the top."
            );
        }

        if (payload.Description.Length > MaxDescriptionLength)
        {
            yield return new($"{path}.description", $"A description has at most {MaxDescriptionLength} characters.");
        }
    }

    /// <summary>Refuses what could never be sent.</summary>
    /// <exception cref="SavedPayloadException">It stands for no bytes.</exception>
    public static void CheckBytes(SavedPayload payload, TimeProvider time, string path = "$")
    {
        try
        {
            var text = payload.ToText();
            _ = text.Template ? PayloadTemplate.Parse(text, time).MaxLength : text.ToBytes(time).Length;
        }
        catch (PayloadException fault)
        {
            throw new SavedPayloadException($"{path}.data", fault);
        }
    }

    private static bool IsFolder(string folder)
    {
        var names = folder.Split('/');
        return folder.Length == 0
            || (
                folder.Length <= MaxFolderLength
                && names.Length <= MaxFolderDepth
                && !folder.Any(char.IsControl)
                && names.All(name => name.Trim().Length > 0 && name is not "." and not "..")
            );
    }
}
