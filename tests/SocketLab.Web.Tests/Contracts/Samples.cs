using System.Reflection;
using System.Text.Json.Serialization;
using SocketLab.Contracts;
using SocketLab.Core.Journal;

namespace SocketLab.Web.Tests.Contracts;

/// <summary>Values of the contract's records, made of their own constructors and properties: no record can be forgotten.</summary>
internal static class Samples
{
    /// <summary>Every record of the contract.</summary>
    public static IEnumerable<Type> Types =>
        typeof(SendRequest)
            .Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(SendRequest).Namespace && !typeof(Exception).IsAssignableFrom(type))
            .Where(type => type is { IsAbstract: false, IsClass: true, IsGenericTypeDefinition: false });

    /// <summary>A value of <paramref name="type"/>, with everything that can be null set or left out.</summary>
    public static object? Of(Type type, bool full)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return full ? Of(inner, full) : null;
        }

        return type switch
        {
            _ when type == typeof(string) => "text “é” \u0001",
            _ when type == typeof(bool) => full,
            _ when type == typeof(int) => full ? int.MaxValue : -1,
            _ when type == typeof(long) => full ? long.MaxValue : 0L,
            _ when type == typeof(uint) => full ? uint.MaxValue : 0u,
            _ when type == typeof(ulong) => full ? ulong.MaxValue : 0ul,
            _ when type == typeof(double) => full ? 1234.5 : 0d,
            _ when type == typeof(DateTime) => new DateTime(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc).AddTicks(full ? 1_234_567 : 0),
            _ when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>(full ? [0, 255, 10] : []),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(full ? Enum.GetValues(type).Length - 1 : 0),
            _ when type == typeof(JournalEvent) => Event(EventType.Started, full),
            _ when type == typeof(IReadOnlyDictionary<string, string[]>) => new Dictionary<string, string[]> { ["$.a"] = ["b", "c"] },
            _ when type.IsArray => ListOf(type.GetElementType()!, full),
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => ListOf(
                type.GetGenericArguments()[0],
                full
            ),
            _ => Record(type, full),
        };
    }

    /// <summary>An event of a type, with the figures that it carries.</summary>
    public static JournalEvent Event(EventType type, bool full)
    {
        var figures = EventDataTypes.TypeOf(type);
        return new(type, full ? "code" : null, "It happened.", full && figures is not null ? (EventData?)Of(figures, full) : null);
    }

    private static Array ListOf(Type element, bool full)
    {
        var list = Array.CreateInstance(element, full ? 1 : 0);
        if (full)
        {
            list.SetValue(Of(element, full), 0);
        }

        return list;
    }

    /// <summary>What a record has in a property: where that is a list of its own kind, one that has nothing below it.</summary>
    private static object? Below(Type record, Type type, bool full)
    {
        if (!full || type != typeof(IReadOnlyList<>).MakeGenericType(record))
        {
            return Of(type, full);
        }

        var list = Array.CreateInstance(record, 1);
        list.SetValue(Record(record, full: false), 0);
        return list;
    }

    private static object Record(Type type, bool full)
    {
        var nullability = new NullabilityInfoContext();
        var constructor = type.GetConstructors().MaxBy(one => one.GetParameters().Length)!;
        var value = constructor.Invoke([
            .. constructor
                .GetParameters()
                .Select(parameter =>
                    !full && nullability.Create(parameter).WriteState == NullabilityState.Nullable
                        ? null
                        : Below(type, parameter.ParameterType, full)
                ),
        ]);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsInContract))
        {
            var isNull = !full && nullability.Create(property).WriteState == NullabilityState.Nullable;
            property.SetValue(value, isNull ? null : Below(type, property.PropertyType, full));
        }

        return value;
    }

    /// <summary>Whether it can be set, and is written: the bytes of a send are a matter of their own.</summary>
    private static bool IsInContract(PropertyInfo property) =>
        property.SetMethod is not null
        && property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always };
}
