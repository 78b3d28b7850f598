using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace SocketLab.Web.Access;

/// <summary>Keeps the keys that cookies are sealed with under the data directory, so that a restart logs nobody out.</summary>
internal sealed class CookieKeys(string dataDirectory, ILoggerFactory loggers) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options)
    {
        var directory = Path.Combine(dataDirectory, "keys");
        try
        {
            // For its owner alone: who reads the keys can write a cookie.
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(directory);
            else
                Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            using var probe = File.Create(Path.Combine(directory, ".probe"), 1, FileOptions.DeleteOnClose);
            options.XmlRepository = new CookieKeyFiles(new DirectoryInfo(directory), loggers);
            // Said outright, or each first start warns of it: a key to seal these keys would lie right beside them.
            options.XmlEncryptor = new NullXmlEncryptor();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Left to the framework's own place, or to memory: a full disk must not keep anybody out.
            AccessLog.KeysNotKept(loggers.CreateLogger<CookieKeys>(), directory, error);
        }
    }
}
