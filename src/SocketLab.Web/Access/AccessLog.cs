using System.Net;

namespace SocketLab.Web.Access;

/// <summary>What the log says of access: never a token, and what strangers can cause at will only at debug level.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(3001, LogLevel.Information, "Access: {State} (mode {Mode})")]
    public static partial void Decided(ILogger logger, AccessState state, AccessMode mode);

    [LoggerMessage(3002, LogLevel.Warning, "Access is open to everybody who reaches {Addresses}: SocketLab:Access:Mode is open")]
    public static partial void OpenToNetwork(ILogger logger, string addresses);

    [LoggerMessage(3003, LogLevel.Debug, "Refused Host {Host} from {Remote}")]
    public static partial void HostRefused(ILogger logger, string host, IPAddress? remote);

    [LoggerMessage(3004, LogLevel.Debug, "Refused Origin {Origin} from {Remote}")]
    public static partial void OriginRefused(ILogger logger, string origin, IPAddress? remote);

    [LoggerMessage(3005, LogLevel.Information, "Login as {Role} from {Remote}")]
    public static partial void LoggedIn(ILogger logger, string role, IPAddress? remote);

    [LoggerMessage(3006, LogLevel.Warning, "Login with a wrong token from {Remote}")]
    public static partial void LoginFailed(ILogger logger, IPAddress? remote);

    [LoggerMessage(3007, LogLevel.Warning, "Too many wrong tokens from {Remote}: refused for a while")]
    public static partial void LockedOut(ILogger logger, IPAddress? remote);

    [LoggerMessage(3008, LogLevel.Warning, "The keys of login cookies cannot be kept in {Directory}: logins may end with this process")]
    public static partial void KeysNotKept(ILogger logger, string directory, Exception error);

    [LoggerMessage(3013, LogLevel.Information, "Ended what went on with a right that is over ({Basis})")]
    public static partial void RightEnded(ILogger logger, string basis);

    [LoggerMessage(3010, LogLevel.Warning, "A logout could not be kept in {File}: a copy of its cookie may work again after a restart")]
    public static partial void EndedLoginNotKept(ILogger logger, string file, Exception error);

    [LoggerMessage(3011, LogLevel.Warning, "The logouts in {File} cannot be read: copies of their cookies may work again")]
    public static partial void EndedLoginsNotRead(ILogger logger, string file, Exception error);

    [LoggerMessage(3012, LogLevel.Warning, "Access mode {Mode} in the changed settings is none of auto, token and open: left as it was")]
    public static partial void ModeUnknown(ILogger logger, string? mode);
}
