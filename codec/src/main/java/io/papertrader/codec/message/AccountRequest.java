package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;

/** Registration, login and what is known of a user. */
public sealed interface AccountRequest extends Request {
    /** A login by name and password. */
    interface ByPassword extends BeginsSession {
        /** The user whose password it is. */
        UserName username();

        /** The password, as the client has hashed it. */
        HashedPass hashedPass();
    }

    /**
     * Logs in by name and password (4.6.1).
     *
     * @param isExpirable true where the session ends with the connection; else it lives until it expires
     */
    record Login(UserName username, HashedPass hashedPass, boolean isExpirable) implements AccountRequest, ByPassword {
        static final Layout<Login> LAYOUT = Layout.of(
                Login.class,
                field("username", UserName.TYPE, Login::username),
                field("hashedPass", HashedPass.TYPE, Login::hashedPass),
                field("isExpirable", FieldType.BOOL, Login::isExpirable),
                Login::new);
    }

    /**
     * Logs in on a device that the account was logged in on before, so that the tries of others are not held against
     * it: an extension. Where the account does not know the device, it is a login as any other.
     */
    record LoginFromDevice(UserName username, HashedPass hashedPass, boolean isExpirable, DeviceToken device)
            implements AccountRequest, ByPassword {
        static final Layout<LoginFromDevice> LAYOUT = Layout.of(
                LoginFromDevice.class,
                field("username", UserName.TYPE, LoginFromDevice::username),
                field("hashedPass", HashedPass.TYPE, LoginFromDevice::hashedPass),
                field("isExpirable", FieldType.BOOL, LoginFromDevice::isExpirable),
                field("device", DeviceToken.TYPE, LoginFromDevice::device),
                LoginFromDevice::new);
    }

    /** Makes an account (4.6.3). */
    record Register(UserName username, Email email, HashedPass hashedPass) implements AccountRequest {
        static final Layout<Register> LAYOUT = Layout.of(
                Register.class,
                field("username", UserName.NEW_TYPE, Register::username),
                field("email", Email.NEW_TYPE, Register::email),
                field("hashedPass", HashedPass.TYPE, Register::hashedPass),
                Register::new);
    }

    /** All that is known of a user; private parts only to that user (4.6.14). */
    record GetUserInfo(SessionId sessionId, UserName username) implements AccountRequest, WithSession {
        static final Layout<GetUserInfo> LAYOUT = Layout.of(
                GetUserInfo.class,
                field("sessionID", SessionId.TYPE, GetUserInfo::sessionId),
                field("username", UserName.TYPE, GetUserInfo::username),
                GetUserInfo::new);
    }
}
