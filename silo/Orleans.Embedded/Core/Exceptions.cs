namespace Orleans.Runtime
{
    /// <summary>The root of the runtime's own failures.</summary>
    public class OrleansException : Exception
    {
        public OrleansException()
            : base("Unexpected error.")
        {
        }

        public OrleansException(string message)
            : base(message)
        {
        }

        public OrleansException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    /// <summary>The runtime refused to deliver a call.</summary>
    public class OrleansMessageRejectionException : OrleansException
    {
        internal OrleansMessageRejectionException(string message)
            : base(message)
        {
        }

        internal OrleansMessageRejectionException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    /// <summary>The runtime is stopping or has stopped.</summary>
    public sealed class SiloUnavailableException : OrleansMessageRejectionException
    {
        public SiloUnavailableException()
            : base("Silo unavailable")
        {
        }

        public SiloUnavailableException(string msg)
            : base(msg)
        {
        }

        public SiloUnavailableException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    /// <summary>The object behind an observer reference is gone.</summary>
    public sealed class ClientNotAvailableException : OrleansException
    {
        internal ClientNotAvailableException(GrainId clientId)
            : base($"No observer {clientId}")
        {
        }
    }

    /// <summary>A queue is full.</summary>
    public sealed class LimitExceededException : OrleansException
    {
        public LimitExceededException()
            : base("Limit exceeded")
        {
        }

        public LimitExceededException(string message)
            : base(message)
        {
        }

        public LimitExceededException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    /// <summary>The runtime's options cannot work.</summary>
    public sealed class OrleansConfigurationException : Exception
    {
        public OrleansConfigurationException(string message)
            : base(message)
        {
        }

        public OrleansConfigurationException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    /// <summary>A reminder was refused.</summary>
    public sealed class ReminderException(string message) : OrleansException(message);
}

namespace Orleans.Storage
{
    /// <summary>The stored state changed since it was read, so that a write would lose somebody else's.</summary>
    public class InconsistentStateException : Runtime.OrleansException
    {
        public InconsistentStateException()
        {
        }

        public InconsistentStateException(string message)
            : base(message)
        {
        }

        public InconsistentStateException(string message, Exception? innerException)
            : base(message, innerException!)
        {
        }

        /// <summary>States the two ETags that differ.</summary>
        public InconsistentStateException(string? errorMsg, string? storedEtag, string? currentEtag)
            : base($"{errorMsg} (stored ETag {storedEtag ?? "none"}, ours {currentEtag ?? "none"})")
        {
            StoredEtag = storedEtag;
            CurrentEtag = currentEtag;
        }

        /// <summary>The ETag in the storage.</summary>
        public string? StoredEtag { get; }

        /// <summary>The ETag that the writer had read.</summary>
        public string? CurrentEtag { get; }

        /// <summary>False once the failure has left the activation whose memory is stale.</summary>
        internal bool IsSourceActivation { get; set; } = true;
    }
}

namespace Orleans.Serialization
{
    /// <summary>A value cannot cross a call.</summary>
    public class SerializerException(string message) : Exception(message);

    /// <summary>A type that crosses a call has neither <see cref="GenerateSerializerAttribute"/> nor a registered converter.</summary>
    public sealed class CodecNotFoundException(string message) : SerializerException(message);
}
