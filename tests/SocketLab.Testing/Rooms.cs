using ArchUnitNET.Domain;

namespace SocketLab.Testing;

/// <summary>The rooms of an assembly: the first part of a namespace below a root, with everything that lies below it.</summary>
internal static class Rooms
{
    /// <summary>Fails if rooms import each other in a circle, however long, and says which types do it.</summary>
    /// <param name="built">The assemblies, loaded.</param>
    /// <param name="root">The namespace whose parts are the rooms, such as <c>SocketLab.Core</c>.</param>
    public static void AssertNoCircle(Architecture built, string root)
    {
        var imports = ImportsOf(built, root);
        Assert.NotEmpty(imports);
        var done = new HashSet<string>();
        foreach (var room in imports.Keys)
        {
            if (FindCircle(room, imports, [], done) is { } circle)
            {
                Assert.Fail($"Rooms of {root} import each other:{string.Concat(circle.Select(step => $"\n{step}"))}");
            }
        }
    }

    /// <summary>For each room the rooms that it imports, each with an example.</summary>
    private static Dictionary<string, Dictionary<string, string>> ImportsOf(Architecture built, string root)
    {
        var imports = new Dictionary<string, Dictionary<string, string>>();
        foreach (var type in built.Types)
        {
            if (RoomOf(type, root) is not { } room)
            {
                continue;
            }

            var imported = imports.TryGetValue(room, out var known) ? known : imports[room] = [];
            foreach (var target in type.Dependencies.Select(dependency => dependency.Target))
            {
                if (RoomOf(target, root) is { } other && other != room)
                {
                    imported.TryAdd(other, $"{room} -> {other} ({type.Name} uses {target.Name})");
                }
            }
        }

        return imports;
    }

    private static string? RoomOf(IType type, string root)
    {
        // A type parameter is nobody's: parameters of one name are one type to the library, whoever declares them. Nor has every type that
        // the compiler makes a namespace.
        var space = type is GenericParameter ? "" : type.Namespace?.FullName ?? "";
        return space.StartsWith($"{root}.", StringComparison.Ordinal) ? space[(root.Length + 1)..].Split('.')[0] : null;
    }

    /// <summary>The steps of a circle that can be reached from a room; null when there is none.</summary>
    private static List<string>? FindCircle(
        string room,
        Dictionary<string, Dictionary<string, string>> imports,
        List<(string Room, string Step)> path,
        HashSet<string> done
    )
    {
        var begin = path.FindIndex(step => step.Room == room);
        if (begin >= 0)
        {
            return [.. path[begin..].Select(step => step.Step)];
        }

        if (!done.Add(room) || !imports.TryGetValue(room, out var imported))
        {
            return null;
        }

        foreach (var (other, step) in imported)
        {
            if (FindCircle(other, imports, [.. path, (room, step)], done) is { } circle)
            {
                return circle;
            }
        }

        return null;
    }
}
