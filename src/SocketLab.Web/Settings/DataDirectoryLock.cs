namespace SocketLab.Web.Settings;

/// <summary>Keeps the data directory to one server: a second one would mix its endpoints with those of the first.</summary>
/// <remarks>
/// The lock is the system's, on an open file (flock(2)), so it ends with the process however that ends. What says who holds it is a file
/// of its own, since on Unix the framework reads no file that is locked.
/// </remarks>
internal sealed class DataDirectoryLock : IDisposable
{
    private const string LockFile = "server.lock";
    private const string HolderFile = "server.txt";

    private readonly FileStream _lock;
    private readonly string _holder;

    private DataDirectoryLock(FileStream locked, string holder) => (_lock, _holder) = (locked, holder);

    /// <summary>Takes the lock.</summary>
    /// <exception cref="StartException">Another server has it, or the directory cannot be written.</exception>
    public static DataDirectoryLock Take(DataDirectory data)
    {
        var holder = Path.Combine(data.Path, HolderFile);
        FileStream locked;
        try
        {
            locked = new FileStream(
                Path.Combine(data.Path, LockFile),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 0
            );
        }
        catch (IOException error)
        {
            throw new StartException(
                $"The data directory {data.Path} is in use by another SocketLab ({Describe(holder)}). "
                    + $"Stop that one, or name another directory with {DataDirectory.Setting}.",
                error
            );
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StartException($"The data directory {data.Path} cannot be used: {error.Message}", error);
        }

        var taken = new DataDirectoryLock(locked, holder);
        taken.TellAddresses([]);
        return taken;
    }

    /// <summary>Says where the server that holds the lock listens, for whoever finds the directory locked.</summary>
    public void TellAddresses(IEnumerable<string> addresses)
    {
        try
        {
            File.WriteAllText(_holder, string.Join(", ", [$"process {Environment.ProcessId}", .. addresses]));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The disk is full: the lock holds all the same, and only its message says less.
        }
    }

    /// <summary>Gives the directory back. The lock's file stays: to remove it is to let two servers lock two files of one name.</summary>
    public void Dispose() => _lock.Dispose();

    private static string Describe(string holder)
    {
        try
        {
            return File.ReadAllText(holder) is { Length: > 0 } text ? text : "it does not say which";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "it does not say which";
        }
    }
}
