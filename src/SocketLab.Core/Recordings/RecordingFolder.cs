using System.Text.Json;
using SocketLab.Core.Numbers;

namespace SocketLab.Core.Recordings;

/// <summary>The folder of one recording: its files, and <c>recording.json</c>, which says what they are.</summary>
/// <remarks>All of a recording lies in it, so that a folder that is copied or deleted is a recording that is copied or deleted.</remarks>
internal sealed class RecordingFolder(string path)
{
    private const string Catalogue = "recording.json";
    private const string Extension = ".pcapng";

    /// <summary>Its absolute path.</summary>
    public string Path => path;

    /// <summary>The name of a file.</summary>
    public static string NameOf(int number) => $"{number:D6}{Extension}";

    /// <summary>The number of the file that is called so; 0 for what is none of a recording's.</summary>
    public static int NumberOf(string name) =>
        WholeNumber.TryRead<int>(System.IO.Path.GetFileNameWithoutExtension(name), out var number) && NameOf(number) == name ? number : 0;

    /// <summary>The path of a file.</summary>
    public string PathOf(string name) => System.IO.Path.Combine(path, name);

    /// <summary>The names of the files that are there, the oldest first.</summary>
    public IReadOnlyList<string> ListNames() =>
        [
            .. Directory
                .EnumerateFiles(path, $"*{Extension}")
                .Select(file => System.IO.Path.GetFileName(file))
                .Where(name => NumberOf(name) > 0)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Creates it; nobody else may look into it.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Saves what it is, in one step.</summary>
    public void Save(StoredRecording recording)
    {
        var fresh = PathOf($"{Catalogue}.new");
        File.WriteAllBytes(fresh, JsonSerializer.SerializeToUtf8Bytes(recording, RecordingJson.Default.StoredRecording));
        File.Move(fresh, PathOf(Catalogue), overwrite: true);
    }

    /// <summary>What was saved; null where nothing was, or nothing that can be read.</summary>
    public StoredRecording? TryLoad()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(PathOf(Catalogue)), RecordingJson.Default.StoredRecording);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Deletes it with all that is in it.</summary>
    public void Delete()
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
