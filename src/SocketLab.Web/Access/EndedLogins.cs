using System.Collections.Concurrent;
using System.Globalization;
using SocketLab.Core.Numbers;

namespace SocketLab.Web.Access;

/// <summary>
/// The logins that somebody ended, for as long as a copy of their cookie could be kept alive. They are kept beside the keys of cookies, so
/// that a restart brings none of them back.
/// </summary>
/// <remarks>
/// Bounded: when there are too many, every login that is older than that moment ends, which needs one line. Nobody stays logged in for it.
/// </remarks>
internal sealed class EndedLogins
{
    public const int Most = 10_000;

    private const string EverythingBefore = "before ";

    private readonly string _file;
    private readonly TimeProvider _time;
    private readonly ILogger<EndedLogins> _logger;
    private readonly Lock _change = new();
    private readonly ConcurrentDictionary<LoginId, long> _ended = [];
    private long _before;

    public EndedLogins(string dataDirectory, TimeProvider time, ILogger<EndedLogins> logger)
    {
        (_file, _time, _logger) = (Path.Combine(dataDirectory, "keys", "ended-logins"), time, logger);
        Load();
    }

    /// <summary>Whether the login has been ended.</summary>
    public bool Contains(LoginId login) => login.UnixSeconds < Volatile.Read(ref _before) || _ended.ContainsKey(login);

    /// <summary>Ends a login for good.</summary>
    public void Add(LoginId login)
    {
        lock (_change)
        {
            var now = _time.GetUtcNow().ToUnixTimeSeconds();
            Forget(now);
            if (_ended.Count >= Most)
            {
                Volatile.Write(ref _before, now + 1);
                _ended.Clear();
            }

            _ended[login] = now;
            Save();
        }
    }

    // A cookie that nobody renews any more has ended by itself by then.
    private void Forget(long now)
    {
        foreach (var (login, at) in _ended)
        {
            if (now - at > (long)AccessAuthentication.LoginTime.TotalSeconds)
                _ended.TryRemove(login, out _);
        }
    }

    private void Load()
    {
        try
        {
            foreach (var line in File.Exists(_file) ? File.ReadLines(_file).Take(Most + 1) : [])
            {
                Load(line);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            AccessLog.EndedLoginsNotRead(_logger, _file, error);
        }
    }

    private void Load(string line)
    {
        if (line.StartsWith(EverythingBefore, StringComparison.Ordinal))
        {
            if (WholeNumber.TryRead<long>(line.AsSpan(EverythingBefore.Length), out var before))
                _before = Math.Max(_before, before);
        }
        else if (line.Split(' ') is [var id, var at] && LoginId.Parse(id) is { } login && WholeNumber.TryRead<long>(at, out var when))
        {
            _ended[login] = when;
        }
    }

    private void Save()
    {
        try
        {
            // Written beside it and moved: a process that ends meanwhile leaves the old list whole.
            var next = _file + ".new";
            File.WriteAllLines(next, [Line($"{EverythingBefore}{_before}"), .. _ended.Select(one => Line($"{one.Key} {one.Value}"))]);
            File.Move(next, _file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            AccessLog.EndedLoginNotKept(_logger, _file, error);
        }
    }

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
