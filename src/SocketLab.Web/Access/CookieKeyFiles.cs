using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace SocketLab.Web.Access;

/// <summary>The keys of login cookies, a file each. A damaged one costs the cookies made with its key, and nothing else.</summary>
/// <remarks>
/// The framework's own reading fails as a whole when one file is no XML, and with it every page, since pages carry a sealed token. Such a
/// file is renamed and left beside the others, where the framework looks no more.
/// </remarks>
internal sealed partial class CookieKeyFiles(DirectoryInfo directory, ILoggerFactory loggers) : FileSystemXmlRepository(directory, loggers)
{
    private const string Damaged = ".damaged";

    private readonly ILogger _logger = loggers.CreateLogger<CookieKeyFiles>();
    private readonly List<XElement> _unsaved = [];

    /// <inheritdoc/>
    public override IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_unsaved)
        {
            return [.. Directory.EnumerateFiles("*.xml").Select(Read).OfType<XElement>(), .. _unsaved];
        }
    }

    /// <inheritdoc/>
    public override void StoreElement(XElement element, string friendlyName)
    {
        try
        {
            base.StoreElement(element, friendlyName);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A full disk must not keep anybody out: the key lasts as long as the process.
            lock (_unsaved)
            {
                _unsaved.Add(element);
            }

            AccessLog.KeysNotKept(_logger, Directory.FullName, error);
        }
    }

    private XElement? Read(FileInfo file)
    {
        try
        {
            using var stream = file.OpenRead();
            return XElement.Load(stream);
        }
        catch (XmlException error)
        {
            LogDamaged(file.FullName, error.Message);
            Rename(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogDamaged(file.FullName, error.Message);
        }

        return null;
    }

    private static void Rename(FileInfo file)
    {
        try
        {
            file.MoveTo(file.FullName + Damaged, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It stays, and is left out again the next time.
        }
    }

    [LoggerMessage(
        3009,
        LogLevel.Warning,
        "The key file {File} was left aside: {Reason}. Who logged in with its key must log in again; a new key is made where none is left"
    )]
    private partial void LogDamaged(string file, string reason);
}
