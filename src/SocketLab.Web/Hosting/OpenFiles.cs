using SocketLab.Core.Definitions;

namespace SocketLab.Web.Hosting;

/// <summary>Whether SocketLab may open enough files to work. Asked before anything else is loaded, since that opens files.</summary>
internal static class OpenFiles
{
    /// <summary>Says that there are too few, in one line on stderr.</summary>
    /// <returns>Whether there are too few.</returns>
    public static bool AreTooFew()
    {
        if (OpenFileLimit.Current >= OpenFileLimit.Least)
        {
            return false;
        }

        Console.Error.WriteLine(
            $"SocketLab cannot start: it may have {OpenFileLimit.Current} open files, and needs {OpenFileLimit.Least} at least. "
                + "Raise the limit with ulimit -n, LimitNOFILE= (systemd) or --ulimit nofile= (containers)."
        );
        return true;
    }
}
