using System.Globalization;
using System.Text;
using SocketLab.Core.Payloads;

namespace SocketLab.Contracts.Serialization;

/// <summary>Where in a request a reader is. It becomes a JSON path only when somebody asks, since most values have no error.</summary>
internal sealed class RequestPath
{
    /// <summary>Characters that a name of the client's making has in a path at most.</summary>
    private const int MaxNameLength = 100;

    private readonly List<(string? Name, int Index)> _steps = [];

    /// <summary>How many names and places lie between the root and here.</summary>
    public int Depth => _steps.Count;

    /// <summary>Goes to the value with this name.</summary>
    public void Enter(string name) => _steps.Add((name, 0));

    /// <summary>Goes to the value at this place.</summary>
    public void Enter(int index) => _steps.Add((null, index));

    /// <summary>Goes back.</summary>
    public void Leave() => _steps.RemoveAt(_steps.Count - 1);

    /// <summary>Whether this is where these names lead from the root.</summary>
    public bool Is(params ReadOnlySpan<string> names)
    {
        if (_steps.Count != names.Length)
        {
            return false;
        }

        for (var i = 0; i < names.Length; i++)
        {
            if (_steps[i].Name != names[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The JSON path, such as <c>$.from[2].after</c>.</summary>
    public override string ToString()
    {
        var path = new StringBuilder("$");
        foreach (var (name, index) in _steps)
        {
            _ = name is null
                ? path.Append(CultureInfo.InvariantCulture, $"[{index}]")
                : path.Append('.').Append(ShortText.Of(name, MaxNameLength));
        }

        return path.ToString();
    }
}
